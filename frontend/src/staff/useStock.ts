import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

export const LEVELS = ["any", "low", "none"] as const;
export type Level = (typeof LEVELS)[number];

export interface StockFilters {
  readonly sku: string;
  readonly level: Level;
}

/** At most this many can still be bought. */
const AVAILABLE_MAX: Readonly<Record<Level, number | undefined>> = { any: undefined, low: 5, none: 0 };

export function useStock(sku: string, level: Level) {
  const { api } = useShop();
  const available_max = AVAILABLE_MAX[level];
  return useInfiniteQuery({
    queryKey: [...STAFF, "stock", sku, level],
    queryFn: ({ pageParam, signal }) => {
      const asked = { ...(sku && { sku }), ...(available_max !== undefined && { available_max }) };
      const query = { ...asked, ...(pageParam && { cursor: pageParam }) };
      return answerOf(api.GET("/api/staff/stock", { params: { query }, signal }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
