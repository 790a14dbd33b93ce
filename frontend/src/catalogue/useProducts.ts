import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { type Filters, toQuery } from "./filters";

export const PAGE_SIZE = 24;

/** The products that the filters leave, page by page; the list before stays until the new one is there. */
export function useProducts(filters: Filters) {
  const { api } = useShop();
  const asked = toQuery(filters);
  return useInfiniteQuery({
    queryKey: ["products", asked],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) };
      return answerOf(api.GET("/api/products", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
