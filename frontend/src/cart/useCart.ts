import { queryOptions, useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { CartView } from "../api/schema";
import { SESSION_KEY } from "../queries/keys";
import { type Shop, useShop } from "../session/shop";

export const CART_KEY = [...SESSION_KEY, "cart"] as const;

/** Reads the cart of the guest or account. After a log-in it is the account's, with the guest's merged into it. */
export function useCart() {
  return useQuery(cartQuery(useShop()));
}

/** The cart of a guest who has added nothing. It is not read, so that no function has to start for it. */
const NO_CART: CartView = { cart_id: null, cart_token: null, items: [], subtotal_minor: 0, currency: null };

export function cartQuery({ api, cartToken, session }: Shop) {
  return queryOptions({
    queryKey: CART_KEY,
    queryFn: async ({ signal }) => {
      if (!cartToken.exists && session.current() === null) return NO_CART;
      const cart = await dataOf(api.GET("/api/cart", { headers: cartToken.header, signal }));
      cartToken.save(cart.cart_token);
      return cart;
    },
  });
}
