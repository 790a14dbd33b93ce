import type { ProductView, VariantView } from "../../api/schema";

/** The fields of a product that staff see by a name, besides the prices of its variants. */
const FIELDS = [
  "title",
  "description",
  "vendor",
  "product_type",
  "tags",
  "option_names",
  "images",
  "state",
  "tax_class",
] as const;
export type ChangedField = (typeof FIELDS)[number] | "variants";

/** A price that is another one than before; null where the variant has none. */
export interface ChangedPrice {
  readonly sku: string;
  readonly before: number | null;
  readonly now: number | null;
}

export interface ProductChanges {
  readonly fields: readonly ChangedField[];
  readonly prices: readonly ChangedPrice[];
}

/** What differs between two versions of a product. */
export function changesBetween(before: ProductView, now: ProductView): ProductChanges {
  const prices = pricesBetween(before.variants, now.variants);
  const fields: ChangedField[] = FIELDS.filter((field) => !isSame(before[field], now[field]));
  const isOther = !isSame(before.variants.map(apartFromPrice), now.variants.map(apartFromPrice));
  return { fields: isOther ? [...fields, "variants"] : fields, prices };
}

function pricesBetween(before: readonly VariantView[], now: readonly VariantView[]): ChangedPrice[] {
  const skus = [...new Set([...before, ...now].map(({ sku }) => sku))];
  const priceOf = (variants: readonly VariantView[], sku: string) =>
    variants.find((variant) => variant.sku === sku)?.price_minor ?? null;
  return skus
    .map((sku) => ({ sku, before: priceOf(before, sku), now: priceOf(now, sku) }))
    .filter((price) => price.before !== price.now);
}

/** Stock changes by itself. */
function apartFromPrice({ price_minor: _price, available: _available, ...rest }: VariantView) {
  return rest;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
