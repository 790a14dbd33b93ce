import { dataOf } from "../../../api/client";
import type { paths } from "../../../api/schema";
import { startOf } from "../../../i18n/days";
import { STATES } from "../../../orders/states";
import { STAFF_KEY } from "../../../queries/keys";
import { usePages } from "../../../queries/usePages";
import { useShop } from "../../../session/shop";
import { useFiltersInUrl } from "../../../ui/form/useFiltersInUrl";

type Query = NonNullable<paths["/api/staff/orders/search"]["get"]["parameters"]["query"]>;

/** What orders are looked for by, as it is typed: days are of the reader's time zone, and the last one is included. */
export interface OrderSearch {
  readonly text: string;
  readonly state: string;
  readonly from: string;
  readonly to: string;
}

const NONE: OrderSearch = { text: "", state: "", from: "", to: "" };
/** The API finds no part of a name that is shorter. */
export const TEXT_MIN = 3;

/** The search in the URL, and how to change it. */
export function useOrderSearch() {
  return useFiltersInUrl(NONE);
}

/** The search as the API takes it; null while there is nothing to look for yet. */
export function queryOf({ text, state, from, to }: OrderSearch): Query | null {
  const known = STATES.find((name) => name === state);
  const isLongEnough = text.trim().length >= TEXT_MIN;
  if (!isLongEnough && (text || !(from || to))) return null;
  return {
    ...(isLongEnough && { text: text.trim() }),
    ...(known && { state: known }),
    ...(from && { since: startOf(from, 0) }),
    ...(to && { until: startOf(to, 1) }),
  };
}

/** Reads the orders that the query finds, the newest first. */
export function useFoundOrders(query: Query) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "found orders", query],
    (page, signal) => dataOf(api.GET("/api/staff/orders/search", { params: { query: { ...query, ...page } }, signal })),
    { staleTime: 0, keepsPrevious: ([, list]) => list === "found orders" },
  );
}
