import type { ProductView, VariantView } from "../../api/schema";

type Image = ProductView["images"][number];

/**
 * The pictures of a variant: its own and those that follow it, up to the next that is another variant's own. The
 * pictures before the first that is a variant's own show what the product's variants have in common, and come last.
 */
export function picturesOf({ images, variants }: ProductView, variant: VariantView): readonly Image[] {
  const own = new Set(variants.map(({ image_url }) => image_url));
  const start = images.findIndex(({ url }) => url === variant.image_url);
  if (start === -1) return images;
  const common = images.slice(
    0,
    images.findIndex(({ url }) => own.has(url)),
  );
  const following = images.slice(start + 1);
  const next = following.findIndex(({ url }) => own.has(url));
  return [...images.slice(start, next === -1 ? undefined : start + 1 + next), ...common];
}

/** The picture of each value of an option, if every value has one of its own, as colours may have. */
export function picturesOfValues({ variants }: ProductView, option: number): ReadonlyMap<string, string> | null {
  const pictures = new Map<string, string>();
  for (const { option_values, image_url } of variants) {
    const value = option_values[option] ?? "";
    if (image_url === null || (pictures.get(value) ?? image_url) !== image_url) return null;
    pictures.set(value, image_url);
  }
  return pictures.size > 1 && new Set(pictures.values()).size === pictures.size ? pictures : null;
}
