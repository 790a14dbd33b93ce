import type { operations } from "../../api/schema";
import { CURRENCY, parseMoney } from "../../money/money";

export type Sort = NonNullable<NonNullable<operations["list_products"]["parameters"]["query"]>["sort"]>;
export const SORTS = Object.keys({
  relevance: true,
  newest: true,
  price: true,
  "-price": true,
  title: true,
} satisfies Record<Sort, true>) as Sort[];

/** The filters of a product list. The URL holds them, so that they survive a reload and can be shared. */
export interface Filters {
  readonly search: string;
  readonly category: string;
  /** The price limits as typed, in whole or decimal euros. */
  readonly min: string;
  readonly max: string;
  readonly vendor: string;
  /** An option's name and value, such as "Size=L". */
  readonly option: string;
  /** "true" to see only what is in stock, or reduced; else "". */
  readonly available: string;
  readonly reduced: string;
  readonly sort: Sort;
}

export function parseFilters(searchParams: URLSearchParams): Filters {
  const get = (name: string) => searchParams.get(name) ?? "";
  const sort = SORTS.find((known) => known === get("sort")) ?? "relevance";
  return {
    search: get("search").trim().slice(0, 100),
    category: get("category"),
    min: get("min"),
    max: get("max"),
    vendor: get("vendor"),
    option: get("option"),
    available: get("available") && "true",
    reduced: get("reduced") && "true",
    sort,
  };
}

/** The URL's parameters for the filters, without those that filter nothing. */
export function filterParams(filters: Partial<Filters>): URLSearchParams {
  const set = Object.entries(filters).filter(
    ([name, value]) => value !== "" && !(name === "sort" && value === "relevance"),
  );
  return new URLSearchParams(set);
}

/** The API's query for the filters. A price that cannot be parsed is left out. */
export function toQuery({ search, category, min, max, vendor, option, available, reduced, sort }: Filters) {
  const priceMin = parseMoney(min, CURRENCY);
  const priceMax = parseMoney(max, CURRENCY);
  return {
    ...(search && { search }),
    ...(category && { category }),
    ...(priceMin !== null && { price_min_minor: priceMin }),
    ...(priceMax !== null && { price_max_minor: priceMax }),
    ...(vendor && { vendor }),
    ...(option && { option }),
    ...(available && { available: true }),
    ...(reduced && { reduced: true }),
    sort,
  };
}
