import type { ItemView } from "../api/schema";

/** The text for each thing that can stand in the way of buying an item. */
export const PROBLEM_TEXTS = {
  not_for_sale: "gone-problem",
  sold_out: "sold-out-problem",
  too_few: "left-problem",
} as const satisfies Readonly<Record<NonNullable<ItemView["problem"]>, string>>;
