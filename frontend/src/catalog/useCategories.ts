import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { useShop } from "../session/shop";

/** Reads the categories that have products. */
export function useCategories() {
  const { api } = useShop();
  return useQuery({
    queryKey: ["categories"],
    queryFn: async ({ signal }) => (await dataOf(api.GET("/api/categories", { signal }))).categories,
    staleTime: 10 * 60_000,
  });
}
