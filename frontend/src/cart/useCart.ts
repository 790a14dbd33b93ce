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
    queryFn: async ({ client, signal }) => {
      // The cart of an account stays in view when its session ends.
      const kept = () => client.getQueryData<CartView>(CART_KEY) ?? NO_CART;
      const isGuest = session.current() === null;
      if (isGuest && !cartToken.exists) return kept();
      const cart = await dataOf(api.GET("/api/cart", { headers: cartToken.header, signal }));
      // The session ended meanwhile, and this is a guest's cart.
      if (!isGuest && session.hasLapsed()) return kept();
      cartToken.save(cart.cart_token);
      return cart;
    },
  });
}
