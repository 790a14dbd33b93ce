import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { MINE } from "../shop/mine";
import { useShop } from "../shop/useShop";

/** The orders of whoever is logged in, the newest first. */
export function useOrders() {
  const { api } = useShop();
  return useInfiniteQuery({
    queryKey: [...MINE, "orders"],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      return answerOf(api.GET("/api/orders", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    // An order that was placed a moment ago belongs into it.
    staleTime: 0,
  });
}
