import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { lockSession } from "./lock";
import { useShop } from "./shop";

/** Ends the session, and forgets what this tab keeps of its person, such as an address entered at the checkout. */
export function useLogOut() {
  const { api, session, tab } = useShop();
  return useMutation({
    mutationFn: () =>
      lockSession(async () => {
        await dataOf(api.POST("/api/sessions/log-out", { keepalive: true }));
        tab.clear();
        session.end();
      }),
  });
}
