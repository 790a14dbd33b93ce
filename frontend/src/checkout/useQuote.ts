import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { dataOf } from "../api/client";
import type { CartView, OrderedLine, paths } from "../api/schema";
import { SESSION_KEY } from "../queries/keys";
import { useShop } from "../session/shop";
import type { Draft } from "./draft";

type Quoted = NonNullable<paths["/api/quotes"]["post"]["requestBody"]>["content"]["application/json"];

/** Some promotions are for accounts, so what an order costs depends on who is logged in. */
export const quoteKey = ({ lines, country, shipping_method, voucher_codes, vat_number }: Quoted) =>
  [...SESSION_KEY, "quote", lines, country, shipping_method, voucher_codes, vat_number] as const;

/** The lines of an order of the cart. */
export function linesOf(cart: CartView): OrderedLine[] {
  return cart.items.map(({ sku, quantity }) => ({ sku, quantity }));
}

/** Reads what the cart would cost as an order of this draft: to its country, by its method or else the first. */
export function useQuote(cart: CartView, { address, method, vouchers, vatNumber }: Draft) {
  const { api } = useShop();
  // The proof that VIES knows the number, so that VIES is not queried again for each quote.
  const proofs = useRef(new Map<string, string | null>());
  const body = {
    lines: linesOf(cart),
    country: address.country,
    shipping_method: method,
    voucher_codes: [...vouchers],
    vat_number: vatNumber || null,
  };
  return useQuery({
    queryKey: quoteKey(body),
    queryFn: async ({ signal }) => {
      const proof = proofs.current.get(vatNumber) ?? null;
      const quoted = await dataOf(api.POST("/api/quotes", { body: { ...body, vat_proof: proof }, signal }));
      proofs.current.set(vatNumber, quoted.vat_proof);
      return quoted;
    },
    // The methods stay in place while another one is priced; the order waits for its price.
    placeholderData: keepPreviousData,
  });
}

export type Quote = ReturnType<typeof useQuote>;
