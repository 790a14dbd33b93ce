import { useMutation } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** The answer does not tell whether the address was taken; the log-in that follows does. */
export function useRegister() {
  const { api } = useShop();
  return useMutation({ mutationFn: (body: Registration) => answerOf(api.POST("/api/accounts", { body })) });
}
