import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { CartView, OrderedLine, paths } from "../api/schema";
import { SESSION_KEY } from "../queries/keys";
import { useShop } from "../session/shop";

type Quoted = NonNullable<paths["/api/quotes"]["post"]["requestBody"]>["content"]["application/json"];

/** Some promotions are for accounts, so what an order costs depends on who is logged in. */
export const quoteKey = ({ lines, country, shipping_method, voucher_codes }: Quoted) =>
  [...SESSION_KEY, "quote", lines, country, shipping_method, voucher_codes] as const;

/** What an order of the cart has in its lines. */
export function linesOf(cart: CartView): OrderedLine[] {
  return cart.items.map(({ sku, quantity }) => ({ sku, quantity }));
}

/** Reads what the cart would cost as an order to the country, by this method or else its first, with these vouchers. */
export function useQuote(cart: CartView, country: string, method: string | null, vouchers: readonly string[]) {
  const { api } = useShop();
  const body = { lines: linesOf(cart), country, shipping_method: method, voucher_codes: [...vouchers] };
  return useQuery({
    queryKey: quoteKey(body),
    queryFn: ({ signal }) => dataOf(api.POST("/api/quotes", { body, signal })),
    // The methods stay in place while another one is priced; the order waits for its price.
    placeholderData: keepPreviousData,
  });
}

export type Quote = ReturnType<typeof useQuote>;
