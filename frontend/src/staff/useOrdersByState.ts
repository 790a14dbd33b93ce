import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { State } from "../orders/states";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

/** What people have to do something about comes in the order of their waiting, what is over the newest first. */
const OVER: readonly State[] = ["delivered", "rejected", "cancelled", "refunded"];

export function useOrdersByState(state: State) {
  const { api } = useShop();
  return useInfiniteQuery({
    queryKey: [...STAFF, "orders", state],
    queryFn: ({ pageParam, signal }) => {
      const query = { state, newest_first: OVER.includes(state), ...(pageParam && { cursor: pageParam }) };
      return answerOf(api.GET("/api/staff/orders", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    // Other people work on the same list.
    staleTime: 0,
  });
}
