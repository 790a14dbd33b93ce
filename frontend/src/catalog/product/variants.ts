import type { ProductView, VariantView } from "../../api/schema";

/** The distinct values of an option, in the order of the variants. */
export function valuesOf(product: ProductView, option: number): string[] {
  return [...new Set(product.variants.map((variant) => variant.option_values[option] ?? ""))];
}

/** The variant to show: the one with this SKU, else the first that is in stock. */
export function shownVariant(product: ProductView, sku: string | null): VariantView | undefined {
  const { variants } = product;
  return variants.find((one) => one.sku === sku) ?? variants.find((one) => one.available > 0) ?? variants[0];
}

/** The variant to show once `value` is chosen: the one most like the present one, in stock if there is a choice. */
export function variantWith(product: ProductView, present: VariantView, option: number, value: string): VariantView {
  const likeness = (one: VariantView) =>
    one.option_values.filter((each, index) => each === present.option_values[index]).length * 2 +
    (one.available > 0 ? 1 : 0);
  const candidates = product.variants.filter((one) => one.option_values[option] === value);
  return candidates.reduce((best, one) => (likeness(one) > likeness(best) ? one : best), candidates[0] ?? present);
}

/** Whether the value is in stock together with what is chosen in the options before it, whatever is chosen after it. */
export function isInStock(product: ProductView, present: VariantView, option: number, value: string): boolean {
  return product.variants.some(
    (one) =>
      one.available > 0 &&
      one.option_values[option] === value &&
      one.option_values.slice(0, option).every((each, index) => each === present.option_values[index]),
  );
}
