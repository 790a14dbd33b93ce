import { useMutation } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { lockSession } from "./lock";

export function useLogOut() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: () =>
      lockSession(async () => {
        await answerOf(api.POST("/api/sessions/log-out", { keepalive: true }));
        session.end();
      }),
  });
}
