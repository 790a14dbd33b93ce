import type { PriceGiven, VariantView } from "../api/schema";
import { decimal, fractionDigits, parseMoney } from "../money/money";

export interface TypedPrice {
  readonly price: string;
  readonly former: string;
}

export type TypedPrices = Readonly<Record<string, TypedPrice>>;

/** The prices of a product as somebody would type them, by SKU. */
export function typedPrices(variants: readonly VariantView[], currency: string): TypedPrices {
  const shown = (minor: number | null) => (minor === null ? "" : decimal(minor, fractionDigits(currency)));
  return Object.fromEntries(
    variants.map(({ sku, price_minor, compare_at_price_minor }) => [
      sku,
      { price: shown(price_minor), former: shown(compare_at_price_minor) },
    ]),
  );
}

export function isPrice(typed: string, currency: string): boolean {
  return parseMoney(typed, currency) !== null;
}

/** What differs from the prices there are, and nothing else: nobody's change of another one is undone. */
export function changedPrices(typed: TypedPrices, variants: readonly VariantView[], currency: string): PriceGiven[] {
  const before = typedPrices(variants, currency);
  return Object.entries(typed)
    .map(([sku, { price, former }]) => ({
      sku,
      price_minor: parseMoney(price, currency) ?? 0,
      compare_at_price_minor: former === "" ? null : parseMoney(former, currency),
    }))
    .filter((given) => {
      const known = before[given.sku];
      if (known === undefined) return false;
      const knownFormer = known.former === "" ? null : parseMoney(known.former, currency);
      return given.price_minor !== parseMoney(known.price, currency) || given.compare_at_price_minor !== knownFormer;
    });
}
