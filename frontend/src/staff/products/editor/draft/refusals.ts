import { ShopProblem } from "../../../../api/problem";
import { type Draft, PRODUCT_TEXTS, type ProductText, type VariantText } from "./draft";

/** The field of the form for each of a variant's fields in the API. */
const OF_VARIANT: Readonly<Record<string, VariantText | "options">> = {
  sku: "sku",
  price_minor: "price",
  grams: "weight",
  barcode: "barcode",
  on_hand: "stock",
  option_values: "options",
};

/** Which fields of the draft the API has refused, with its sentence, or null where it is said for the field. */
export function refusalsOf(problem: unknown, draft: Draft): Readonly<Record<string, string | null>> {
  if (!(problem instanceof ShopProblem)) return {};
  if (problem.slug === "handle-taken") return { handle: null };
  if (problem.slug === "sku-taken") {
    const taken = draft.variants.find(({ typed }) => typed.sku.trim() === problem.members.sku);
    return taken ? { [`${taken.id} sku`]: null } : {};
  }
  const named = Object.entries(problem.fields).flatMap(([path, sentence]) => {
    const field = fieldOf(path, draft);
    return field === null ? [] : [[field, sentence] as const];
  });
  return Object.fromEntries(named);
}

/** The field of the form for a path of the API, such as "variants.3.sku". */
function fieldOf(path: string, { options, variants }: Draft): string | null {
  const [first = "", place, last = ""] = path.split(".");
  if (PRODUCT_TEXTS.includes(first as ProductText)) return first;
  if (first === "option_names") return `option ${options[Number(place ?? 0)]?.id}`;
  const variant = first === "variants" && place !== undefined ? variants[Number(place)] : undefined;
  const name = OF_VARIANT[last];
  return variant === undefined || name === undefined ? null : `${variant.id} ${name}`;
}

/** What is typed in a field, by which a refusal of another text no longer counts. */
export function typedIn(draft: Draft, field: string): string {
  if (PRODUCT_TEXTS.includes(field as ProductText)) return draft.typed[field as ProductText];
  const [id = "", name = ""] = field.split(" ");
  if (id === "option") return draft.options.find((each) => String(each.id) === name)?.name ?? "";
  const variant = draft.variants.find((each) => String(each.id) === id);
  if (name === "options") return JSON.stringify([variant?.values, draft.options]);
  return variant?.typed[name as VariantText] ?? "";
}
