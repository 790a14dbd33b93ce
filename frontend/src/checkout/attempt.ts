import { AttemptStore } from "../api/attempt";
import type { paths } from "../api/schema";

export type OrderBody = NonNullable<paths["/api/orders"]["post"]["requestBody"]>["content"]["application/json"];

/** The order of this tab that was sent and not answered yet. */
export function orderAttempts(tab: Storage): AttemptStore<OrderBody> {
  return new AttemptStore(tab, "cloudshop.order-attempt");
}
