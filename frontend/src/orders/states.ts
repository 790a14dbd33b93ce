import type { OrderView } from "../api/schema";

export type State = OrderView["state"];

/** Who acts next: the shop itself, within seconds; people, which takes days; nobody. */
const NEXT: Readonly<Record<State, "shop" | "people" | "nobody">> = {
  placed: "shop",
  reserved: "shop",
  confirmed: "people",
  shipped: "people",
  delivered: "nobody",
  rejected: "nobody",
  cancelled: "shop",
  return_requested: "people",
  refunded: "nobody",
};
export const STATES = Object.keys(NEXT) as State[];

/** The state; `placed` for one that this page, loaded before a release, does not know. */
export function readState(state: string): State {
  return STATES.find((known) => known === state) ?? "placed";
}

export function isMoving(state: State): boolean {
  return NEXT[state] === "shop";
}

const LOOKS_MAX = 30;

/** How long to wait before looking again, after `unchanged` looks that showed nothing new; false: not any more. */
export function pauseBeforeNextLook(state: State, unchanged: number): number | false {
  if (NEXT[state] === "nobody" || unchanged >= LOOKS_MAX) return false;
  // Guests may look 20 times a minute, and the shop is to sleep while people are at work.
  if (!isMoving(state)) return 20_000;
  return unchanged < 6 ? 1500 : 6000;
}
