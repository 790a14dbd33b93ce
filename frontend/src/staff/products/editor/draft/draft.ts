import type { ImageView, ProductView, VariantView } from "../../../../api/schema";
import { decimal, fractionDigits } from "../../../../money/money";

/** The texts of a product in the form. */
export const PRODUCT_TEXTS = ["title", "handle", "description", "vendor", "product_type", "tags"] as const;
export type ProductText = (typeof PRODUCT_TEXTS)[number];
/** The texts of each of its variants. */
export const VARIANT_TEXTS = ["sku", "price", "weight", "barcode", "stock"] as const;
export type VariantText = (typeof VARIANT_TEXTS)[number];
/** Whether it is sent in a parcel; `mixed` leaves each variant as it is. */
export type Parcel = "yes" | "no" | "mixed";

export interface Value {
  readonly id: number;
  readonly text: string;
}

export interface Option {
  readonly id: number;
  readonly name: string;
  readonly values: readonly Value[];
}

export interface Variant {
  readonly id: number;
  /** As the shop has it; null for a new one. */
  readonly saved: VariantView | null;
  /** The id of its value, by the id of the option. */
  readonly values: Readonly<Record<number, number>>;
  readonly typed: Readonly<Record<VariantText, string>>;
}

/** A product as it is typed. Values have ids, so that one can be renamed without being taken for another. */
export interface Draft {
  readonly typed: Readonly<Record<ProductText, string>>;
  readonly taxClass: ProductView["tax_class"];
  readonly parcel: Parcel;
  readonly options: readonly Option[];
  readonly variants: readonly Variant[];
  /** Saved variants that were removed, and may be added again. */
  readonly removed: readonly Variant[];
  readonly images: readonly ImageView[];
  readonly nextId: number;
}

const NOTHING: Readonly<Record<VariantText, string>> = { sku: "", price: "", weight: "", barcode: "", stock: "" };

export const EMPTY: Draft = {
  typed: { title: "", handle: "", description: "", vendor: "", product_type: "", tags: "" },
  taxClass: "standard",
  parcel: "yes",
  options: [],
  variants: [{ id: 0, saved: null, values: {}, typed: NOTHING }],
  removed: [],
  images: [],
  nextId: 1,
};

/** The product as it would be typed into the form. */
export function draftOf(product: ProductView): Draft {
  const { title, handle, description, vendor, product_type, tags, option_names, variants } = product;
  let nextId = 0;
  const options = option_names.map((name, place): Option => {
    const texts = [...new Set(variants.map(({ option_values }) => option_values[place] ?? ""))];
    return { id: nextId++, name, values: texts.map((text) => ({ id: nextId++, text })) };
  });
  const valuesOf = ({ option_values }: VariantView) =>
    Object.fromEntries(
      options.map(({ id, values }, place) => [id, values.find(({ text }) => text === option_values[place])?.id ?? -1]),
    );
  const digits = fractionDigits(product.currency);
  return {
    typed: { title, handle, description, vendor, product_type, tags: tags.join(", ") },
    taxClass: product.tax_class,
    parcel: parcelOf(variants),
    options,
    variants: variants.map((saved) => ({
      id: nextId++,
      saved,
      values: valuesOf(saved),
      typed: {
        ...NOTHING,
        ...{ sku: saved.sku, price: decimal(saved.price_minor, digits) },
        ...{ weight: String(saved.grams), barcode: saved.barcode },
      },
    })),
    removed: [],
    images: product.images,
    nextId,
  };
}

/** A new product like this one; its address, SKUs and barcodes are its own. */
export function copyOf(product: ProductView, title: string): Draft {
  const draft = draftOf(product);
  return {
    ...draft,
    typed: { ...draft.typed, title, handle: "" },
    parcel: draft.parcel === "mixed" ? "yes" : draft.parcel,
    variants: draft.variants.map((variant) => ({
      ...variant,
      saved: null,
      typed: { ...variant.typed, sku: "", barcode: "" },
    })),
  };
}

/** Whether stock can be entered with the variant: it has a SKU that the product did not have. */
export function isCounted({ saved, typed }: Variant): boolean {
  return saved === null || typed.sku.trim() !== saved.sku;
}

/** The texts of a variant's values, in the order of the options; empty where it has none. */
export function valueTexts(options: readonly Option[], { values }: Variant): string[] {
  return options.map((option) => option.values.find(({ id }) => id === values[option.id])?.text ?? "");
}

export function typeVariant(draft: Draft, id: number, name: VariantText, text: string): Draft {
  const variants = draft.variants.map((each) =>
    each.id === id ? { ...each, typed: { ...each.typed, [name]: text } } : each,
  );
  return { ...draft, variants };
}

/** Types the same text for all variants, apart from what is not typed there: prices of saved ones, and their stock. */
export function typeForAll(draft: Draft, name: VariantText, text: string): Draft {
  const takes = (variant: Variant) =>
    name === "price" ? variant.saved === null : name !== "stock" || isCounted(variant);
  const variants = draft.variants.map((each) =>
    takes(each) ? { ...each, typed: { ...each.typed, [name]: text } } : each,
  );
  return { ...draft, variants };
}

// The release before does not say, and every variant was sent in a parcel there unless its file said otherwise.
function parcelOf(variants: readonly VariantView[]): Parcel {
  const sent = variants.filter(({ requires_shipping }) => requires_shipping !== false).length;
  if (sent === variants.length) return "yes";
  return sent === 0 ? "no" : "mixed";
}
