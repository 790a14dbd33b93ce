import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { CartView } from "../api/schema";
import { useShop } from "../shop/useShop";

/** What the cart would cost as an order, with shipping. */
export function useQuote(cart: CartView) {
  const { api } = useShop();
  const lines = cart.items.map(({ sku, quantity }) => ({ sku, quantity }));
  return useQuery({
    queryKey: ["quote", lines],
    queryFn: ({ signal }) => answerOf(api.POST("/api/quotes", { body: { lines }, signal })),
  });
}
