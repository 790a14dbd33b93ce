import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { OrderSummary, ProductCard } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";

/** The API finds no part of a name that is shorter. */
export const TEXT_MIN = 3;
const SHOWN_MAX = 5;

export type FoundQuery<Item> = UseQueryResult<{ items: readonly Item[]; isWhole: boolean }>;

/** Reads the newest orders that the text finds, by number, e-mail address, SKU or name. */
export function useFoundOrders(text: string): FoundQuery<OrderSummary> {
  const { api } = useShop();
  const query = { text, limit: SHOWN_MAX };
  return useQuery({
    queryKey: [...STAFF_KEY, "search", "orders", text],
    queryFn: async ({ signal }) => {
      const page = await dataOf(api.GET("/api/staff/orders/search", { params: { query }, signal }));
      return { items: page.orders, isWhole: page.next_cursor === null };
    },
    staleTime: 0,
  });
}

/** Reads the published products that the text finds, the best first. */
export function useFoundProducts(text: string): FoundQuery<ProductCard> {
  const { api } = useShop();
  const query = { search: text, limit: SHOWN_MAX };
  return useQuery({
    queryKey: [...STAFF_KEY, "search", "products", text],
    queryFn: async ({ signal }) => {
      const page = await dataOf(api.GET("/api/products", { params: { query }, signal }));
      return { items: page.products, isWhole: page.next_cursor === null };
    },
    staleTime: 0,
  });
}
