import { dataOf } from "../../api/client";
import type { paths, RoleView } from "../../api/schema";
import { useShop } from "../../session/shop";
import { useStaffMutation } from "../useStaffMutation";

export type RoleBody = NonNullable<
  paths["/api/staff/roles/{name}"]["put"]["requestBody"]
>["content"]["application/json"];

/** Makes the role, which has no revision yet, or changes it in the revision that was seen. */
export function useRoleChange(onDone: () => void) {
  const { api } = useShop();
  return useStaffMutation(
    "role",
    ({ name, revision, body }: { name: string; revision: string; body: RoleBody }) => {
      const params = { path: { name }, header: { "If-Match": `"${revision}"` } };
      return dataOf(api.PUT("/api/staff/roles/{name}", { params, body }));
    },
    { onDone },
  );
}

export function useRoleRemoval({ name }: RoleView) {
  const { api } = useShop();
  return useStaffMutation<void, unknown>(`remove role ${name}`, () =>
    dataOf(api.DELETE("/api/staff/roles/{name}", { params: { path: { name } } })),
  );
}
