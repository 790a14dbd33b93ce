import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { CATALOG_KEY } from "../queries/keys";
import { useShop } from "../session/shop";

/** Reads the categories that have products. */
export function useCategories() {
  const { api } = useShop();
  return useQuery({
    queryKey: [...CATALOG_KEY, "categories"],
    queryFn: async ({ signal }) => (await dataOf(api.GET("/api/categories", { signal }))).categories,
    staleTime: 10 * 60_000,
  });
}
