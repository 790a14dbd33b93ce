/** The states of an order, as functions/orders/rules.py has them. */
export const STATES = [
  "placed",
  "reserved",
  "confirmed",
  "shipped",
  "delivered",
  "rejected",
  "cancelled",
  "return_requested",
  "refunded",
] as const;
export type State = (typeof STATES)[number];

export function readState(state: string): State {
  return STATES.find((known) => known === state) ?? "placed";
}

export function canBeCancelled(state: State): boolean {
  return ["placed", "reserved", "confirmed"].includes(state);
}

export function canBeReturned(state: State): boolean {
  return ["shipped", "delivered"].includes(state);
}

/** How long to wait before looking again, after `unchanged` looks that showed nothing new; false: not any more. */
export function pauseBeforeNextLook(state: State, unchanged: number): number | false {
  if (["delivered", "rejected", "refunded"].includes(state)) return false;
  // An order that is on the move is through in seconds; then it rests for days, and so does the shop.
  if (unchanged < 8) return 1500;
  if (unchanged < 16) return 5000;
  return unchanged < 30 ? 20_000 : false;
}
