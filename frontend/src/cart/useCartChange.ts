import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { useShop } from "../session/shop";
import { quantityOf } from "./rules";
import { CART_KEY, cartQuery } from "./useCart";

interface CartChange {
  readonly sku: string;
  /** The quantity wanted, given the present one; zero removes the item. */
  readonly quantity: (present: number) => number;
}

/** Changes the cart, one change at a time: two first changes at once would create two carts. */
export function useCartChange() {
  const shop = useShop();
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "cart" },
    mutationFn: async ({ sku, quantity }: CartChange) => {
      const wanted = quantity(quantityOf(await queries.ensureQueryData(cartQuery(shop)), sku));
      const params = { path: { sku } };
      const headers = shop.cartToken.header;
      if (wanted === 0) return dataOf(shop.api.DELETE("/api/cart/items/{sku}", { params, headers }));
      return dataOf(shop.api.PUT("/api/cart/items/{sku}", { params, headers, body: { quantity: wanted } }));
    },
    onSuccess: async (cart) => {
      // A read in progress may return an older cart than this one.
      await queries.cancelQueries({ queryKey: CART_KEY });
      shop.cartToken.save(cart.cart_token);
      queries.setQueryData(CART_KEY, cart);
    },
  });
}
