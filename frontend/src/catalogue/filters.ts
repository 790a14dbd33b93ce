import type { operations } from "../api/schema";
import { parseMoney } from "../money/money";
import { CURRENCY } from "./currency";

export type Sort = NonNullable<NonNullable<operations["list_products"]["parameters"]["query"]>["sort"]>;
export const SORTS = Object.keys({
  relevance: true,
  newest: true,
  price: true,
  "-price": true,
  title: true,
} satisfies Record<Sort, true>) as Sort[];

/** What a list of products is narrowed by. Its home is the address, so that it survives reloads and can be sent. */
export interface Filters {
  readonly search: string;
  readonly category: string;
  /** As typed, in whole or decimal euros. */
  readonly min: string;
  readonly max: string;
  readonly sort: Sort;
}

export function readFilters(address: URLSearchParams): Filters {
  const get = (name: string) => address.get(name) ?? "";
  const sort = SORTS.find((known) => known === get("sort")) ?? "relevance";
  return {
    search: get("search").trim().slice(0, 100),
    category: get("category"),
    min: get("min"),
    max: get("max"),
    sort,
  };
}

/** The address for the filters; what is not asked for is not in it. */
export function writeFilters(filters: Partial<Filters>): URLSearchParams {
  const asked = Object.entries(filters).filter(
    ([name, value]) => value !== "" && !(name === "sort" && value === "relevance"),
  );
  return new URLSearchParams(asked);
}

/** The filters as the API takes them; an amount that cannot be read does not count. */
export function toQuery({ search, category, min, max, sort }: Filters) {
  const priceMin = parseMoney(min, CURRENCY);
  const priceMax = parseMoney(max, CURRENCY);
  return {
    ...(search && { search }),
    ...(category && { category }),
    ...(priceMin !== null && { price_min_minor: priceMin }),
    ...(priceMax !== null && { price_max_minor: priceMax }),
    sort,
  };
}
