import type { PriceInput, VariantView } from "../../../api/schema";
import { decimal, fractionDigits, parseMoney } from "../../../money/money";

export interface TypedPrice {
  readonly price: string;
  readonly former: string;
}

/** The prices in the form, by SKU. */
type TypedPrices = Readonly<Record<string, TypedPrice>>;

/** Which fields of the form are wrong, by "SKU price" or "SKU former". */
export type PriceProblems = Readonly<Record<string, boolean | undefined>>;

/** The prices of a product as they would be typed into the form. */
export function typedPrices(variants: readonly VariantView[], currency: string): TypedPrices {
  const type = (minor: number | null) => (minor === null ? "" : decimal(minor, fractionDigits(currency)));
  return Object.fromEntries(
    variants.map(({ sku, price_minor, compare_at_price_minor }) => [
      sku,
      { price: type(price_minor), former: type(compare_at_price_minor) },
    ]),
  );
}

/** Every price must be an amount; a former price may also be empty. */
export function checkPrices(typed: TypedPrices, currency: string): PriceProblems {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([sku, each]) => {
      const { price, former } = checkPrice(each, currency);
      return [
        [`${sku} price`, price],
        [`${sku} former`, former],
      ];
    }),
  );
}

/** Which of a price and its former price is wrong. */
export function checkPrice({ price, former }: TypedPrice, currency: string): Record<keyof TypedPrice, boolean> {
  const isWrong = (text: string) => parseMoney(text, currency) === null;
  return { price: isWrong(price), former: former !== "" && isWrong(former) };
}

/** The price of a variant as it is sent. */
export function priceOf(sku: string, { price, former }: TypedPrice, currency: string) {
  return {
    sku,
    price_minor: parseMoney(price, currency) ?? 0,
    compare_at_price_minor: former === "" ? null : parseMoney(former, currency),
  };
}

/** The new prices that are probably typed wrongly: nothing to pay, or a former price that is not above the price. */
export function oddPrices(prices: readonly PriceInput[]): PriceInput[] {
  return prices.filter(
    ({ price_minor, compare_at_price_minor: former }) =>
      price_minor === 0 || (typeof former === "number" && former <= price_minor),
  );
}

/** The prices that differ from the variants' present ones. The others are not sent, since staff may be changing them. */
export function changedPrices(typed: TypedPrices, variants: readonly VariantView[], currency: string): PriceInput[] {
  return variants.flatMap(({ sku, price_minor, compare_at_price_minor }) => {
    if (typed[sku] === undefined) return [];
    const changed = priceOf(sku, typed[sku], currency);
    const isSame = changed.price_minor === price_minor && changed.compare_at_price_minor === compare_at_price_minor;
    return isSame ? [] : [changed];
  });
}
