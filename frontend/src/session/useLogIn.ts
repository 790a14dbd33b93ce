import { useMutation } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { lockSession } from "./lock";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function useLogIn() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: (body: Credentials) =>
      lockSession(async () => {
        const answer = await answerOf(api.POST("/api/sessions", { body, keepalive: true }));
        if (!("role" in answer)) throw new Error("The gateway gave tokens to a browser.");
        session.begin(answer);
      }),
  });
}
