import type { ProductView, VariantView } from "../api/schema";

/** The different values of an option, in the order of the variants. */
export function valuesOf(product: ProductView, option: number): string[] {
  return [...new Set(product.variants.map((variant) => variant.option_values[option] ?? ""))];
}

/** The variant to show: the one that is asked for, else the first in stock. */
export function shownVariant(product: ProductView, sku: string | null): VariantView | undefined {
  const { variants } = product;
  return variants.find((one) => one.sku === sku) ?? variants.find((one) => one.available > 0) ?? variants[0];
}

/** The variant with this value that has most in common with the present one, sold out only where all are. */
export function variantWith(product: ProductView, present: VariantView, option: number, value: string): VariantView {
  const likeness = (one: VariantView) =>
    one.option_values.filter((each, index) => each === present.option_values[index]).length * 2 +
    (one.available > 0 ? 1 : 0);
  const candidates = product.variants.filter((one) => one.option_values[option] === value);
  return candidates.reduce((best, one) => (likeness(one) > likeness(best) ? one : best), candidates[0] ?? present);
}

/** Whether choosing the value, everything else as it is, leads to something in stock. */
export function isInStock(product: ProductView, present: VariantView, option: number, value: string): boolean {
  return variantWith(product, present, option, value).available > 0;
}
