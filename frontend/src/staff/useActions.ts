import { useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

export function useActions() {
  const { api } = useShop();
  return useInfiniteQuery({
    queryKey: [...STAFF, "actions"],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      return answerOf(api.GET("/api/staff/actions", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}
