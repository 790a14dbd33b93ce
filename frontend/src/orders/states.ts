import type { OrderView } from "../api/schema";

export type State = OrderView["state"];

/** Who moves the order on: the shop itself, within seconds; people, within days; none in a final state. */
const MOVED_BY: Readonly<Record<State, "shop" | "people" | "none">> = {
  placed: "shop",
  reserved: "shop",
  confirmed: "people",
  shipped: "people",
  delivered: "none",
  rejected: "none",
  cancelled: "shop",
  return_requested: "people",
  refunded: "none",
};
export const STATES = Object.keys(MOVED_BY) as State[];

/** The state; `placed` for one that this page, loaded before a release, does not know. */
export function parseState(state: string): State {
  return STATES.find((known) => known === state) ?? "placed";
}

/** Whether the shop moves the order on within seconds. */
export function isInProgress(state: State): boolean {
  return MOVED_BY[state] === "shop";
}

const POLLS_MAX = 30;

/** Milliseconds until the next poll, after `unchanged` polls without news; false if there is no next one. */
export function pollInterval(state: State, unchanged: number): number | false {
  if (MOVED_BY[state] === "none" || unchanged >= POLLS_MAX) return false;
  // The gateway allows guests 20 polls a minute, and functions should stay at zero while only people are at work.
  if (!isInProgress(state)) return 20_000;
  return unchanged < 6 ? 1500 : 6000;
}
