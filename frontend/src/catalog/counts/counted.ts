import type { ProductCounts } from "../../api/schema";
import { CURRENCY, decimal, fractionDigits, parseMoney } from "../../money/money";
import type { Filters } from "../list/filters";

export type Count = { products: number; more: boolean };
type PriceRange = ProductCounts["prices"][number];

/** A value that a filter may have, with the number of products that it would find, where that is known. */
export interface Value {
  readonly value: string;
  readonly count?: Count;
}

/** The values that were counted, and the chosen one although nothing has it. */
export function valuesWith(chosen: string, counted: readonly (Count & { value: string })[]): Value[] {
  const found = counted.map(({ value, products, more }) => ({ value, count: { products, more } }));
  return chosen && !found.some(({ value }) => value === chosen) ? [...found, { value: chosen }] : found;
}

/** "Size: L" of the option's value "Size=L". */
export function optionLabel(option: string): string {
  return option.replace("=", ": ");
}

/** The typed price limits of a range of prices. */
export function limitsOf(range: PriceRange | undefined): Pick<Filters, "min" | "max"> {
  const typed = (minor: number | null | undefined) => (minor ? decimal(minor, fractionDigits(CURRENCY)) : "");
  return { min: typed(range?.price_min_minor), max: typed(range?.price_max_minor) };
}

/** The range of prices that the typed limits are, if they are one. */
export function rangeOf({ min, max }: Filters, ranges: readonly PriceRange[]): PriceRange | undefined {
  const [from, to] = [parseMoney(min, CURRENCY) ?? 0, parseMoney(max, CURRENCY)];
  return ranges.find((range) => range.price_min_minor === from && range.price_max_minor === to);
}
