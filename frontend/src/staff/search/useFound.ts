import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { OrderPage, ProductPage } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { type Shop, useShop } from "../../session/shop";
import { useMay } from "../../session/useMay";

/** The API finds no part of a name that is shorter. */
export const TEXT_MIN = 3;
const SHOWN_MAX = 5;

/** What was found of each kind; null for what the session's role may not see. */
export interface Found {
  readonly orders: OrderPage | null;
  readonly products: ProductPage | null;
}

/** Reads the first orders and products that the text finds. They come together, so that no card moves another. */
export function useFound(text: string) {
  const { api } = useShop();
  const may = useMay();
  return useQuery({
    queryKey: [...STAFF_KEY, "search", text],
    queryFn: async ({ signal }): Promise<Found> => {
      const [orders, products] = await Promise.all([
        may("orders.read") ? findOrders(api, text, signal) : null,
        may("catalog.read") ? findProducts(api, text, signal) : null,
      ]);
      return { orders, products };
    },
    enabled: text.length >= TEXT_MIN,
    staleTime: 0,
  });
}

function findOrders(api: Shop["api"], text: string, signal: AbortSignal): Promise<OrderPage> {
  return dataOf(api.GET("/api/staff/orders/search", { params: { query: { text, limit: SHOWN_MAX } }, signal }));
}

function findProducts(api: Shop["api"], text: string, signal: AbortSignal): Promise<ProductPage> {
  return dataOf(
    api.GET("/api/products", { params: { query: { search: text, state: "any", limit: SHOWN_MAX } }, signal }),
  );
}
