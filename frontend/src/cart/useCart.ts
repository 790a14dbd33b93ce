import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { MINE } from "../shop/mine";
import type { Shop } from "../shop/shop";
import { useShop } from "../shop/useShop";

export const CART = [...MINE, "cart"] as const;

/** The cart of whoever is here. At log-in the answer is the account's cart, the guest's merged into it. */
export function useCart() {
  return useQuery(cartQuery(useShop()));
}

export function cartQuery({ api, cartToken }: Shop) {
  return queryOptions({
    queryKey: CART,
    queryFn: async ({ signal }) => {
      const cart = await answerOf(api.GET("/api/cart", { headers: cartToken.header, signal }));
      cartToken.take(cart.cart_token);
      return cart;
    },
  });
}
