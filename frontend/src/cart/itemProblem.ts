import type { ItemView } from "../api/schema";

export interface ItemProblem {
  readonly key: "gone-problem" | "sold-out-problem" | "left-problem";
  readonly count: number;
}

/** What stands in the way of buying the item. The API says it in English; what it means is in the other fields. */
export function itemProblem(item: ItemView): ItemProblem | null {
  if (item.available) return null;
  if (item.unit_price_minor === null) return { key: "gone-problem", count: 0 };
  const left = Number(/\d+/.exec(item.problem ?? "")?.[0] ?? 0);
  return { key: left > 0 ? "left-problem" : "sold-out-problem", count: left };
}
