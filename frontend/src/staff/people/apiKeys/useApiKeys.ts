import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../../api/client";
import type { ApiKeyView, paths } from "../../../api/schema";
import { STAFF_KEY } from "../../../queries/keys";
import { useShop } from "../../../session/shop";
import { useStaffMutation } from "../../useStaffMutation";

export type NewApiKey = NonNullable<paths["/api/staff/api-keys"]["post"]["requestBody"]>["content"]["application/json"];

/** Reads the keys of programs, the newest first, and what a new one can be for. */
export function useApiKeys() {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "api-keys"],
    queryFn: ({ signal }) => dataOf(api.GET("/api/staff/api-keys", { signal })),
    staleTime: 0,
  });
}

export function useApiKeyCreation() {
  const { api } = useShop();
  return useStaffMutation("api key", (body: NewApiKey) => dataOf(api.POST("/api/staff/api-keys", { body })));
}

export function useApiKeyEnd({ id }: ApiKeyView) {
  const { api } = useShop();
  return useStaffMutation<void, unknown>(`end api key ${id}`, () =>
    dataOf(api.DELETE("/api/staff/api-keys/{id}", { params: { path: { id } } })),
  );
}
