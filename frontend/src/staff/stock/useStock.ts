import { dataOf } from "../../api/client";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";

export const LEVELS = ["any", "low", "none"] as const;
export type Level = (typeof LEVELS)[number];

export interface StockFilters {
  readonly sku: string;
  readonly level: Level;
}

/** The most that may be available at a level. */
const AVAILABLE_MAX: Readonly<Record<Level, number | undefined>> = { any: undefined, low: 5, none: 0 };

/** Reads the stock of the SKUs that begin with `sku`, at a level. */
export function useStock({ sku, level }: StockFilters) {
  const { api } = useShop();
  const available_max = AVAILABLE_MAX[level];
  const filters = { ...(sku && { sku }), ...(available_max !== undefined && { available_max }) };
  return usePages(
    [...STAFF_KEY, "stock", filters],
    (cursor, signal) => dataOf(api.GET("/api/staff/stock", { params: { query: { ...filters, ...cursor } }, signal })),
    { keepsPrevious: () => true, staleTime: 0 },
  );
}
