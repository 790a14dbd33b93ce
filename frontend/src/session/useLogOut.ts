import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { lockSession } from "./lock";
import { useShop } from "./shop";

/** Ends the session, and forgets what this browser keeps of its person. */
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
