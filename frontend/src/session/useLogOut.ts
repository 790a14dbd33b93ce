import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { lockSession } from "./lock";
import { useShop } from "./shop";

export function useLogOut() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: () =>
      lockSession(async () => {
        await dataOf(api.POST("/api/sessions/log-out", { keepalive: true }));
        session.end();
      }),
  });
}
