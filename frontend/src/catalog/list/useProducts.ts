import { dataOf } from "../../api/client";
import { CATALOG_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { type Filters, toQuery } from "./filters";

const PAGE_SIZE = 24;

/** Reads the products that match the filters. Of the same category and search, those found before stay in view. */
export function useProducts(filters: Filters) {
  const { api } = useShop();
  const filter = { ...toQuery(filters), limit: PAGE_SIZE };
  return usePages(
    [...CATALOG_KEY, "products", filter],
    (cursor, signal) => dataOf(api.GET("/api/products", { params: { query: { ...filter, ...cursor } }, signal })),
    { keepsPrevious: ([, , other]) => isSameSubject(filter, other as Partial<typeof filter>) },
  );
}

interface Subject {
  readonly search?: string;
  readonly category?: string;
}

function isSameSubject(one: Subject, other: Subject): boolean {
  return one.search === other.search && one.category === other.category;
}
