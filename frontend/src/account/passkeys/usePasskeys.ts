import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Api, dataOf } from "../../api/client";
import { ShopProblem } from "../../api/problem";
import type { PasskeyAnswer } from "../../api/schema";
import { lockSession } from "../../session/lock";
import { useShop } from "../../session/shop";
import { useSession } from "../../session/useSession";
import { useRenewal } from "../secondFactor/useSecondFactor";
import { SESSIONS } from "../sessions/useSessions";
import { answerWithPasskey, makePasskey } from "./credentials";

/** What the person has done: `dismissed` if they closed the browser's dialog, or have no passkey. */
export type Outcome = "done" | "dismissed";

/** Adds a passkey to the account, by its password. For staff it is a second factor, with which the session goes on. */
export function usePasskeyAdding() {
  const { api } = useShop();
  const isStaff = useSession()?.role !== "shopper";
  const queries = useQueryClient();
  const renewal = useRenewal();
  return useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }): Promise<Outcome> => {
      const begun = await dataOf(api.POST("/api/passkey-challenges", { body: { password } }));
      const made = begun.new_passkey && (await makePasskey(begun, begun.new_passkey));
      if (made === null) return "dismissed";
      await dataOf(api.POST("/api/me/passkeys", { body: { name, ...made } }));
      if (isStaff) await renewal.mutateAsync();
      return "done";
    },
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** Removes the passkey with this id, by the password of the account. */
export function usePasskeyRemoval(id: string) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) =>
      dataOf(api.POST("/api/me/passkeys/{id}/removal", { params: { path: { id } }, body: { password } })),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** Logs in with a passkey that the person chooses. */
export function usePasskeyLogIn() {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: async (): Promise<Outcome> => {
      const body = await answered(api);
      if (body === null) return "dismissed";
      await lockSession(async () => {
        const data = await dataOf(api.POST("/api/sessions/passkey", { body, keepalive: true }));
        if (!("role" in data)) throw new Error("The gateway returned tokens to a browser.");
        session.begin(data);
      });
      return "done";
    },
  });
}

/** Presents a passkey as the second factor of the session. */
export function usePasskeyFactor() {
  const { api } = useShop();
  const renewal = useRenewal();
  return useMutation({
    mutationFn: async (): Promise<Outcome> => {
      const passkey = await answered(api);
      if (passkey === null) return "dismissed";
      await dataOf(api.POST("/api/me/second-factor/codes", { body: { passkey } }));
      await renewal.mutateAsync();
      return "done";
    },
  });
}

async function answered(api: Api): Promise<PasskeyAnswer | null> {
  const begin = () => dataOf(api.POST("/api/passkey-challenges", { body: {} }));
  try {
    return await answerWithPasskey(await begin());
  } catch (problem) {
    // The cookies were those of a session that has ended, and are deleted by now.
    if (!(problem instanceof ShopProblem && problem.slug === "token-refused")) throw problem;
    return answerWithPasskey(await begin());
  }
}
