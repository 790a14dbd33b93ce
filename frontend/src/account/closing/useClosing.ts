import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { dataOf } from "../../api/client";
import { lockSession } from "../../session/lock";
import { useShop } from "../../session/shop";

/** Closes the account by its password, has the gateway delete the session's cookies, and shows that it is closed. */
export function useClosing() {
  const { api } = useShop();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (password: string) =>
      lockSession(async () => {
        const { reference } = await dataOf(api.POST("/api/me/closure", { body: { password } }));
        // The session has ended by now in any case.
        await api.POST("/api/sessions/log-out", { keepalive: true }).catch(() => undefined);
        return reference;
      }),
    onSuccess: (reference) => navigate("/account/closed", { replace: true, state: { reference } }),
  });
}
