import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { ProductCounts } from "../../api/schema";
import { CATALOG_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";
import { type Filters, toQuery } from "../list/filters";

/** Counts what the filters find, apart from the products, which do not wait for it; null until it is known. */
export function useProductCounts(filters: Filters): ProductCounts | null {
  const { api } = useShop();
  const { sort: _, ...filter } = toQuery(filters);
  const query = { ...filter, counts: true, limit: 1 };
  const { data } = useQuery({
    queryKey: [...CATALOG_KEY, "counts", filter],
    queryFn: async ({ signal }) => (await dataOf(api.GET("/api/products", { params: { query }, signal }))).counts,
    placeholderData: keepPreviousData,
  });
  return data ?? null;
}
