import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { ShopRules } from "../api/schema";
import { useShop } from "./useShop";

/** The shop's limits and amounts; undefined until they are here, which holds nothing up: the shop checks them itself. */
export function useShopRules(): ShopRules | undefined {
  const { api } = useShop();
  return useQuery({
    queryKey: ["shop-rules"],
    queryFn: ({ signal }) => answerOf(api.GET("/api/shop", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
