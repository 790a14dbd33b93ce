import { dataOf } from "../../api/client";
import type { PromotionView } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { useIdempotentMutation } from "../useIdempotentMutation";
import { useStaffMutation } from "../useStaffMutation";
import type { PromotionBody } from "./terms";

/** Reads all promotions, the newest first. */
export function usePromotions() {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "promotions"],
    (cursor, signal) => dataOf(api.GET("/api/staff/promotions", { params: { query: cursor }, signal })),
    { staleTime: 0 },
  );
}

/** What shoppers are quoted changes with every promotion. */
const CHANGES = ["session", "quote"] as const;

export function useNewPromotion(onDone: () => void) {
  const { api } = useShop();
  return useIdempotentMutation(
    "promotion",
    ({ key, body }: { key: string; body: PromotionBody }) =>
      dataOf(api.POST("/api/staff/promotions", { params: { header: { "Idempotency-Key": key } }, body })),
    onDone,
  );
}

/** Replaces the terms of a promotion in the version that staff have seen. */
export function usePromotionChange(promotion: PromotionView, onDone: () => void) {
  const { api } = useShop();
  const params = paramsOf(promotion);
  return useStaffMutation(
    `promotion ${promotion.id}`,
    (body: PromotionBody) => dataOf(api.PUT("/api/staff/promotions/{id}", { params, body })),
    { onDone, changes: CHANGES },
  );
}

export function usePromotionEnd(promotion: PromotionView) {
  const { api } = useShop();
  const params = paramsOf(promotion);
  return useStaffMutation<void, PromotionView>(
    `end promotion ${promotion.id}`,
    () => dataOf(api.POST("/api/staff/promotions/{id}/end", { params })),
    { changes: CHANGES },
  );
}

function paramsOf({ id, revision }: PromotionView) {
  return { path: { id }, header: { "If-Match": `"${revision}"` } };
}
