import { dataOf } from "../../api/client";
import type { PersonView, paths } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { useStaffMutation } from "../useStaffMutation";

type Body<Path extends keyof paths, Method extends "post" | "patch"> = paths[Path] extends {
  [Key in Method]: { requestBody?: { content: { "application/json": infer Json } } };
}
  ? Json
  : never;
export type Invitation = Body<"/api/staff/people", "post">;
export type PersonChange = Body<"/api/staff/people/{id}", "patch">;

/** Reads everyone who works for the shop, the newest first, with the shop's roles. */
export function usePeople() {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "people"],
    (query, signal) => dataOf(api.GET("/api/staff/people", { params: { query }, signal })),
    { staleTime: 0 },
  );
}

export function useInvitation(onDone: () => void) {
  const { api } = useShop();
  return useStaffMutation("invite", (body: Invitation) => dataOf(api.POST("/api/staff/people", { body })), { onDone });
}

/** Changes the role or the state of a person in the revision that was seen. */
export function usePersonChange({ id, revision }: PersonView) {
  const { api } = useShop();
  const params = { path: { id }, header: { "If-Match": `"${revision}"` } };
  return useStaffMutation(`person ${id}`, (body: PersonChange) =>
    dataOf(api.PATCH("/api/staff/people/{id}", { params, body })),
  );
}

export function useSessionsEnd({ id }: PersonView) {
  const { api } = useShop();
  const params = { path: { id } };
  return useStaffMutation<void, unknown>(`sessions of ${id}`, () =>
    dataOf(api.POST("/api/staff/people/{id}/sessions/end", { params })),
  );
}
