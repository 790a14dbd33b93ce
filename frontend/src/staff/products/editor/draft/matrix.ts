import type { Draft, Option, Value, Variant } from "./draft";

type Values = Variant["values"];

/** Adds an option without a name and values. */
export function addOption(draft: Draft): Draft {
  const option = { id: draft.nextId, name: "", values: [] };
  return { ...draft, options: [...draft.options, option], nextId: draft.nextId + 1 };
}

export function nameOption(draft: Draft, option: number, name: string): Draft {
  return withOption(draft, option, (before) => ({ ...before, name }));
}

/** Removes an option. Of the variants that differ by it alone, the first stays. */
export function removeOption(draft: Draft, option: number): Draft {
  const options = draft.options.filter(({ id }) => id !== option);
  const variants = draft.variants.map((variant) => {
    const { [option]: _gone, ...values } = variant.values;
    return { ...variant, values };
  });
  return { ...draft, options, variants: distinct(options, variants) };
}

/**
 * Adds the values in a text such as "S, M, L", and a variant of each for what the product has of the other options.
 * Returns null if there would be more than `most` variants.
 */
export function addValues(draft: Draft, option: number, text: string, most: number): Draft | null {
  let grown = draft;
  for (const value of newTexts(draft, option, text)) {
    grown = addValue(grown, option, value);
    if (grown.variants.length > most) return null;
  }
  return grown;
}

export function renameValue(draft: Draft, option: number, value: number, text: string): Draft {
  const rename = (each: Value) => (each.id === value ? { ...each, text } : each);
  return withOption(draft, option, (before) => ({ ...before, values: before.values.map(rename) }));
}

/** Whether there would still be a variant without the value. */
export function canRemoveValue(draft: Draft, option: number, value: number): boolean {
  return draft.variants.some(({ values }) => values[option] !== value);
}

/** Removes a value and its variants. */
export function removeValue(draft: Draft, option: number, value: number): Draft {
  const without = withOption(draft, option, (before) => ({
    ...before,
    values: before.values.filter(({ id }) => id !== value),
  }));
  return { ...without, variants: draft.variants.filter(({ values }) => values[option] !== value) };
}

/** Removes a variant, and the values that no other has. */
export function removeVariant(draft: Draft, variant: number): Draft {
  const variants = draft.variants.filter(({ id }) => id !== variant);
  const options = draft.options.map((option) => ({
    ...option,
    values: option.values.filter(({ id }) => variants.some(({ values }) => values[option.id] === id)),
  }));
  const removed = draft.variants.filter(({ id, saved }) => id === variant && saved !== null);
  return { ...draft, options, variants, removed: [...draft.removed, ...removed] };
}

/** Adds the variant of these values, unless there is one; one that was removed comes back as it was. */
export function addVariant(draft: Draft, values: Values): Draft {
  const { options, removed, variants, nextId } = draft;
  const back = removed.find((each) => options.every(({ id }) => each.values[id] === values[id]));
  const added = back ?? newVariant(nextId, values, variants[0]);
  return {
    ...draft,
    variants: distinct(options, [...variants, added]),
    removed: removed.filter((each) => each !== back),
    nextId: nextId + 1,
  };
}

/** The values of the first combination without a variant; null if there is none. */
export function firstMissing({ options, variants }: Draft): Values | null {
  const known = new Set(variants.map((variant) => combination(options, variant.values)));
  const all = options.reduce((product, { values }) => product * values.length, 1);
  // Among one more than there are, one is missing.
  for (let place = 0; place < Math.min(all, variants.length + 1); place++) {
    const values = combinationAt(options, place);
    if (!known.has(combination(options, values))) return values;
  }
  return null;
}

/** The values of a place in the order in which the last option changes first. */
function combinationAt(options: readonly Option[], place: number): Values {
  let rest = place;
  const chosen = options.toReversed().map(({ id, values }): [number, number] => {
    const value = values[rest % values.length]?.id ?? -1;
    rest = Math.floor(rest / values.length);
    return [id, value];
  });
  return Object.fromEntries(chosen);
}

/** The texts that are no values of the option yet. */
function newTexts(draft: Draft, option: number, text: string): string[] {
  const known = new Set(draft.options.find(({ id }) => id === option)?.values.map((each) => folded(each.text)));
  const texts = text.split(",").map((each) => each.trim().replace(/\s+/g, " "));
  return texts.filter((each) => each !== "" && !known.has(folded(each)) && known.add(folded(each)));
}

function addValue(draft: Draft, option: number, text: string): Draft {
  const value = { id: draft.nextId, text };
  const isFirst = draft.options.some(({ id, values }) => id === option && values.length === 0);
  const grown = withOption(draft, option, (before) => ({ ...before, values: [...before.values, value] }));
  if (isFirst) {
    const variants = draft.variants.map((each) => ({ ...each, values: { ...each.values, [option]: value.id } }));
    return { ...grown, variants, nextId: value.id + 1 };
  }
  const others = draft.options.filter(({ id }) => id !== option);
  const added = distinct(others, draft.variants).map((like, place) =>
    newVariant(value.id + 1 + place, { ...like.values, [option]: value.id }, like),
  );
  return { ...grown, variants: [...draft.variants, ...added], nextId: value.id + 1 + added.length };
}

/** A new variant; its price and weight are those of a similar one. */
function newVariant(id: number, values: Values, like?: Variant): Variant {
  const { price = "", weight = "" } = like?.typed ?? {};
  return { id, saved: null, values, typed: { sku: "", price, weight, barcode: "", stock: "" } };
}

/** The first variant of each combination of these options. */
function distinct(options: readonly Option[], variants: readonly Variant[]): Variant[] {
  const seen = new Set<string>();
  return variants.filter(({ values }) => {
    const key = combination(options, values);
    return !seen.has(key) && seen.add(key);
  });
}

function combination(options: readonly Option[], values: Values): string {
  return options.map(({ id }) => values[id]).join(" ");
}

function withOption(draft: Draft, option: number, change: (before: Option) => Option): Draft {
  return { ...draft, options: draft.options.map((each) => (each.id === option ? change(each) : each)) };
}

/** Texts are the same value if they differ by case alone, as the API compares them. */
function folded(text: string): string {
  return text.toLowerCase();
}
