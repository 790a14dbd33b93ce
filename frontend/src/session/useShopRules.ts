import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { ShopRules } from "../api/schema";
import { useShop } from "./shop";

/** Reads the shop's limits and amounts. They are undefined at first, and pages go on: the API checks every limit too. */
export function useShopRules(): ShopRules | undefined {
  const { api } = useShop();
  return useQuery({
    queryKey: ["shop-rules"],
    queryFn: ({ signal }) => dataOf(api.GET("/api/shop", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
