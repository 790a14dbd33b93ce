import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

export function useProductsForSale(search: string) {
  const { api } = useShop();
  return useInfiniteQuery({
    queryKey: [...STAFF, "products", search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(search && { search }), ...(pageParam && { cursor: pageParam }) };
      return answerOf(api.GET("/api/products", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
