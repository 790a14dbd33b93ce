import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { DeadLetterView } from "../api/schema";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

export type LetterState = DeadLetterView["state"];
export const LETTER_STATES = Object.keys({
  open: true,
  replayed: true,
  discarded: true,
} satisfies Record<LetterState, true>) as LetterState[];

export function useDeadLetters(state: LetterState) {
  const { api } = useShop();
  return useInfiniteQuery({
    queryKey: [...STAFF, "dead-letters", state],
    queryFn: ({ pageParam, signal }) => {
      const query = { state, ...(pageParam && { cursor: pageParam }) };
      return answerOf(api.GET("/api/staff/dead-letters", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}
