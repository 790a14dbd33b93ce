import { useMutation } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useLogIn } from "../session/useLogIn";
import { useShop } from "../shop/useShop";

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

/** Ends every session of the account, then begins a new one here. */
export function usePasswordChange(email: string) {
  const { api } = useShop();
  const logIn = useLogIn();
  return useMutation({
    mutationFn: async ({ current, next }: PasswordChange) => {
      const body = { current_password: current, new_password: next };
      await answerOf(api.PUT("/api/me/password", { body }));
      await logIn.mutateAsync({ email, password: next });
    },
  });
}
