/** What staff do, as the functions record it. */
export const ACTIONS = [
  "add-order-note",
  "adjust-stock",
  "archive-product",
  "cancel-order",
  "change-product",
  "create-product",
  "discard-dead-letter",
  "import-products",
  "mark-order-delivered",
  "publish-product",
  "replay-dead-letter",
  "replay-dead-letters",
  "request-refund",
  "request-return",
  "set-prices",
  "ship-order",
] as const;
export type Action = (typeof ACTIONS)[number];

export function readAction(action: string): Action | null {
  return ACTIONS.find((known) => known === action) ?? null;
}
