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

const LOOKS_MAX = 30;

/** How long to wait before looking again, after `unchanged` looks that showed nothing new; false: not any more. */
export function pauseBeforeNextLook(state: State, unchanged: number): number | false {
  if (["delivered", "rejected", "refunded"].includes(state) || unchanged >= LOOKS_MAX) return false;
  // Guests may look 20 times a minute. What people have to do next takes days, and the shop is to sleep meanwhile.
  if (!["placed", "reserved", "cancelled"].includes(state)) return 20_000;
  return unchanged < 6 ? 1500 : 6000;
}
