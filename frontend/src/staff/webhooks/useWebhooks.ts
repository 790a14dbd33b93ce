import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { paths, WebhookDeliveryView, WebhookView } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { useStaffMutation } from "../useStaffMutation";

export type NewWebhook = NonNullable<
  paths["/api/staff/webhooks"]["post"]["requestBody"]
>["content"]["application/json"];
export type WebhookChange = NonNullable<
  paths["/api/staff/webhooks/{id}"]["patch"]["requestBody"]
>["content"]["application/json"];

/** Reads the endpoints, and the events that they can receive. */
export function useWebhooks() {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "webhooks"],
    queryFn: ({ signal }) => dataOf(api.GET("/api/staff/webhooks", { signal })),
    staleTime: 0,
  });
}

/** Reads what an endpoint was sent, or is owed, the newest first. */
export function useWebhookDeliveries(id: string) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "webhook deliveries", id],
    (cursor, signal) =>
      dataOf(
        api.GET("/api/staff/webhooks/{id}/deliveries", { params: { path: { id }, query: { ...cursor } }, signal }),
      ),
    { staleTime: 0 },
  );
}

export function useWebhookCreation() {
  const { api } = useShop();
  return useStaffMutation("webhook", (body: NewWebhook) => dataOf(api.POST("/api/staff/webhooks", { body })));
}

/** Changes an endpoint in the revision that was seen. */
export function useWebhookChange({ id, revision }: WebhookView) {
  const { api } = useShop();
  const params = { path: { id }, header: { "If-Match": `"${revision}"` } };
  return useStaffMutation(`webhook ${id}`, (body: WebhookChange) =>
    dataOf(api.PATCH("/api/staff/webhooks/{id}", { params, body })),
  );
}

export function useWebhookEnd({ id }: WebhookView) {
  const { api } = useShop();
  return useStaffMutation<void, unknown>(`end webhook ${id}`, () =>
    dataOf(api.DELETE("/api/staff/webhooks/{id}", { params: { path: { id } } })),
  );
}

export function useResend({ id }: WebhookDeliveryView) {
  const { api } = useShop();
  return useStaffMutation<void, unknown>(`resend webhook ${id}`, () =>
    dataOf(api.POST("/api/staff/webhooks/deliveries/{id}/resend", { params: { path: { id } } })),
  );
}
