import type { TextKey } from "../../../../i18n/catalogs";
import { parseMoney } from "../../../../money/money";
import { type Draft, isCounted, type Variant, valueTexts } from "./draft";

type EditorKey = TextKey<"staff/productEditor", "editor">;

/** What is wrong, by field: a name such as "title", "option 3", or "7 sku" of the variant with the id 7. */
export type Problems = Readonly<Record<string, EditorKey | undefined>>;

/** Checks what is typed. A saved variant has its price on the product's page, so only that of a new one is typed. */
export function checkDraft({ typed, options, variants }: Draft, currency: string): Problems {
  return {
    title: typed.title.trim() === "" ? "title-missing" : undefined,
    ...Object.fromEntries(
      options.flatMap(({ id, name, values }, place) => [
        [`option ${id}`, nameProblem(name, options.slice(0, place))],
        [`values ${id}`, values.length === 0 ? "values-missing" : undefined],
        ...values.map((value): [string, EditorKey | undefined] => [
          `value ${value.id}`,
          value.text.trim() === "" ? "value-missing" : undefined,
        ]),
      ]),
    ),
    ...Object.fromEntries(variants.flatMap((variant) => variantProblems(variant, variants, currency))),
    ...sameOptions(options, variants),
  };
}

function nameProblem(name: string, before: Draft["options"]): EditorKey | undefined {
  if (name.trim() === "") return "option-missing";
  return before.some((other) => isSame(other.name, name)) ? "option-twice" : undefined;
}

function variantProblems(
  { id, saved, typed }: Variant,
  variants: readonly Variant[],
  currency: string,
): [string, EditorKey | undefined][] {
  const sku = typed.sku.trim();
  const isTwice = sku !== "" && variants.some((other) => other.id < id && other.typed.sku.trim() === sku);
  return [
    [`${id} sku`, skuProblem(sku, saved !== null, isTwice)],
    [`${id} price`, saved === null && parseMoney(typed.price, currency) === null ? "price-wrong" : undefined],
    [`${id} weight`, isWhole(typed.weight) ? undefined : "weight-wrong"],
    [`${id} stock`, isCounted({ id, saved, typed, values: {} }) && !isWhole(typed.stock) ? "stock-wrong" : undefined],
  ];
}

function skuProblem(sku: string, isSaved: boolean, isTwice: boolean): EditorKey | undefined {
  if (isSaved && sku === "") return "sku-missing";
  return isTwice ? "sku-twice" : undefined;
}

/** Two values of the same text make variants of the same options. */
function sameOptions(options: Draft["options"], variants: readonly Variant[]): Problems {
  const seen = new Set<string>();
  const repeated = variants.filter((variant) => {
    const key = JSON.stringify(valueTexts(options, variant).map((text) => text.trim().toLowerCase()));
    return seen.has(key) || !seen.add(key);
  });
  return Object.fromEntries(repeated.map(({ id }) => [`${id} options`, "options-twice"]));
}

/** Whether it is a whole number, or nothing. */
function isWhole(text: string): boolean {
  return /^\d{0,8}$/.test(text.trim());
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
