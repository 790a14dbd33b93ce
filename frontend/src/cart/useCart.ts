import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { CartView } from "../api/schema";
import { MINE } from "../shop/mine";
import type { Shop } from "../shop/shop";
import { useShop } from "../shop/useShop";

export const CART = [...MINE, "cart"] as const;

/** The cart of whoever is here. At log-in the answer is the account's cart, the guest's merged into it. */
export function useCart() {
  return useQuery(cartQuery(useShop()));
}

/** A guest who has put nothing in has no cart: nothing is woken up to say so. */
const NO_CART: CartView = { cart_id: null, cart_token: null, items: [], subtotal_minor: 0, currency: null };

export function cartQuery({ api, cartToken, session }: Shop) {
  return queryOptions({
    queryKey: CART,
    queryFn: async ({ signal }) => {
      if (!cartToken.isThere && session.current() === null) return NO_CART;
      const cart = await answerOf(api.GET("/api/cart", { headers: cartToken.header, signal }));
      cartToken.take(cart.cart_token);
      return cart;
    },
  });
}
