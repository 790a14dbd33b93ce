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

/** Whether the shop itself is at work on it; everything else takes people days. */
export function isMoving(state: State): boolean {
  return ["placed", "reserved", "cancelled"].includes(state);
}

const LOOKS_MAX = 30;

/** How long to wait before looking again, after `unchanged` looks that showed nothing new; false: not any more. */
export function pauseBeforeNextLook(state: State, unchanged: number): number | false {
  if (["delivered", "rejected", "refunded"].includes(state) || unchanged >= LOOKS_MAX) return false;
  // Guests may look 20 times a minute, and the shop is to sleep while people are at work.
  if (!isMoving(state)) return 20_000;
  return unchanged < 6 ? 1500 : 6000;
}
