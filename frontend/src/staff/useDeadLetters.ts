import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

export const LETTER_STATES = ["open", "replayed", "discarded"] as const;
export type LetterState = (typeof LETTER_STATES)[number];

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
