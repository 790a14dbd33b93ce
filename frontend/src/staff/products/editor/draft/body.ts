import type { paths, VariantInput, VariantView } from "../../../../api/schema";
import { parseMoney } from "../../../../money/money";
import { type Draft, isCounted, type Variant, valueTexts } from "./draft";

export type NewProduct = NonNullable<
  paths["/api/staff/products"]["post"]["requestBody"]
>["content"]["application/json"];
export type ProductChange = NonNullable<
  paths["/api/staff/products/{handle}"]["patch"]["requestBody"]
>["content"]["application/json"];

/** The new product as it is sent. */
export function newProductOf(draft: Draft, currency: string): NewProduct {
  const { handle } = draft.typed;
  return {
    ...textsOf(draft),
    ...(handle.trim() !== "" && { handle: handle.trim() }),
    variants: draft.variants.map((variant) => variantOf(draft, variant, currency, null)),
    images: draft.images.map(({ url, alternative_text }) => ({ url, alternative_text, skus: null })),
  };
}

/**
 * What differs between two drafts of a product. `present` is what the shop has now: prices of saved variants are those,
 * and variants that somebody else has added meanwhile stay.
 */
export function changeOf(
  before: Draft,
  after: Draft,
  currency: string,
  present: readonly VariantView[],
): ProductChange | null {
  const own = new Set(
    [...before.variants, ...after.variants].flatMap(({ saved, typed }) => [saved?.sku, typed.sku.trim()]),
  );
  const added = present.filter(({ sku }) => !own.has(sku)).map(inputOf);
  const whole = (draft: Draft) => ({
    ...textsOf(draft),
    variants: [...draft.variants.map((variant) => variantOf(draft, variant, currency, present)), ...added],
  });
  const [old, wanted] = [whole(before), whole(after)];
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function textsOf({ typed, taxClass, options }: Draft) {
  const tags = typed.tags.split(",").map((tag) => tag.trim());
  return {
    title: typed.title.trim(),
    description: typed.description,
    vendor: typed.vendor.trim(),
    product_type: typed.product_type.trim(),
    tags: [...new Set(tags)].filter((tag) => tag !== ""),
    tax_class: taxClass,
    option_names: options.map(({ name }) => name.trim()),
  };
}

function inputOf({ sku, option_values, price_minor, compare_at_price_minor, ...rest }: VariantView): VariantInput {
  const { grams, barcode, requires_shipping } = rest;
  const kept = { sku, option_values, price_minor, compare_at_price_minor, grams, barcode, requires_shipping };
  return { ...kept, former_sku: null, on_hand: null };
}

function variantOf(
  draft: Draft,
  variant: Variant,
  currency: string,
  present: readonly VariantView[] | null,
): VariantInput {
  const { saved, typed } = variant;
  const sku = typed.sku.trim();
  const known = present?.find((each) => each.sku === saved?.sku) ?? saved;
  return {
    sku: sku === "" ? null : sku,
    former_sku: saved !== null && sku !== saved.sku ? saved.sku : null,
    option_values: valueTexts(draft.options, variant).map((text) => text.trim()),
    price_minor: known?.price_minor ?? parseMoney(typed.price, currency) ?? 0,
    compare_at_price_minor: known?.compare_at_price_minor ?? null,
    grams: Number(typed.weight),
    barcode: typed.barcode.trim(),
    requires_shipping: draft.parcel === "mixed" ? null : draft.parcel === "yes",
    on_hand: isCounted(variant) && typed.stock.trim() !== "" ? Number(typed.stock) : null,
  };
}
