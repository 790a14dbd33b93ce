import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { quantityOf } from "./quantities";
import { CART, cartQuery } from "./useCart";

export interface CartChange {
  readonly sku: string;
  /** How many there are to be, by how many there are; none takes it out. */
  readonly quantity: (present: number) => number;
}

/** Changes the cart, one change after the other: two first ones at once would make two carts. */
export function useCartChange() {
  const shop = useShop();
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "cart" },
    mutationFn: async ({ sku, quantity }: CartChange) => {
      const wanted = quantity(quantityOf(await queries.ensureQueryData(cartQuery(shop)), sku));
      const params = { path: { sku } };
      const headers = shop.cartToken.header;
      if (wanted === 0) return answerOf(shop.api.DELETE("/api/cart/items/{sku}", { params, headers }));
      return answerOf(shop.api.PUT("/api/cart/items/{sku}", { params, headers, body: { quantity: wanted } }));
    },
    onSuccess: async (cart) => {
      // A reading that is under way may be older than this answer.
      await queries.cancelQueries({ queryKey: CART });
      shop.cartToken.take(cart.cart_token);
      queries.setQueryData(CART, cart);
    },
  });
}
