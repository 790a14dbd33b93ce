import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { CartView, OrderedLine } from "../api/schema";
import { useShop } from "../session/shop";

export const quoteKey = (lines: readonly OrderedLine[]) => ["quote", lines] as const;

/** What an order of the cart has in its lines. */
export function linesOf(cart: CartView): OrderedLine[] {
  return cart.items.map(({ sku, quantity }) => ({ sku, quantity }));
}

/** Reads what the cart would cost as an order, with shipping. */
export function useQuote(cart: CartView) {
  const { api } = useShop();
  const lines = linesOf(cart);
  return useQuery({
    queryKey: quoteKey(lines),
    queryFn: ({ signal }) => dataOf(api.POST("/api/quotes", { body: { lines }, signal })),
  });
}

export type Quote = ReturnType<typeof useQuote>;
