import { dataOf } from "../../api/client";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";

export const STATES = ["any", "published", "draft", "archived"] as const;

export interface ProductFilters {
  readonly search: string;
  readonly state: (typeof STATES)[number];
}

/** Reads the products of a state, the last changed first; a search finds titles, SKUs and barcodes. */
export function useProducts({ search, state }: ProductFilters) {
  const { api } = useShop();
  const filters = { state, ...(search && { search }) };
  return usePages(
    [...STAFF_KEY, "products", filters],
    (cursor, signal) => dataOf(api.GET("/api/products", { params: { query: { ...filters, ...cursor } }, signal })),
    { keepsPrevious: () => true, staleTime: 0 },
  );
}
