import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import { lockSession } from "../../session/lock";
import { useShop } from "../../session/shop";

/** Begins to enrol an app, by the password of the account. */
export function useEnrolment() {
  const { api } = useShop();
  return useMutation({
    mutationFn: (body: { password: string }) => dataOf(api.POST("/api/me/second-factor", { body })),
  });
}

/** Renews the session's tokens, which then say that the second factor was presented. */
export function useRenewal() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: () =>
      lockSession(async () => {
        const data = await dataOf(api.POST("/api/sessions/refresh", { keepalive: true }));
        if (!("role" in data)) throw new Error("The gateway returned tokens to a browser.");
        session.renew(data);
      }),
  });
}

/** Presents a code. Recovery codes come once, and are shown before the session is renewed and the page goes on. */
export function useCode() {
  const { api } = useShop();
  const renewal = useRenewal();
  return useMutation({
    mutationFn: async (code: string) => {
      const { recovery_codes } = await dataOf(api.POST("/api/me/second-factor/codes", { body: { code } }));
      if (recovery_codes.length === 0) await renewal.mutateAsync();
      return recovery_codes;
    },
  });
}
