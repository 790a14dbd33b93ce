import { dataOf } from "../../api/client";
import type { DeadLetterView } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";

export type DeadLetterState = DeadLetterView["state"];
export const DEAD_LETTER_STATES = Object.keys({
  open: true,
  replayed: true,
  discarded: true,
  overtaken: true,
} satisfies Record<DeadLetterState, true>) as DeadLetterState[];

/** Reads the dead letters that are in a state. */
export function useDeadLetters(state: DeadLetterState) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "dead-letters", state],
    (cursor, signal) => dataOf(api.GET("/api/staff/dead-letters", { params: { query: { state, ...cursor } }, signal })),
    { staleTime: 0 },
  );
}
