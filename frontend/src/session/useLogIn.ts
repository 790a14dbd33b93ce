import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { lockSession } from "./lock";
import { useShop } from "./shop";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function useLogIn() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: (body: Credentials) =>
      lockSession(async () => {
        const data = await dataOf(api.POST("/api/sessions", { body, keepalive: true }));
        if (!("role" in data)) throw new Error("The gateway returned tokens to a browser.");
        session.begin(data);
      }),
  });
}
