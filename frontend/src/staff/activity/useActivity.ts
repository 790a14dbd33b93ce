import { dataOf } from "../../api/client";
import type { paths, StaffActionView } from "../../api/schema";
import { startOf } from "../../i18n/days";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { useFiltersInUrl } from "../../ui/form/useFiltersInUrl";

type Query = NonNullable<paths["/api/staff/actions/export"]["get"]["parameters"]["query"]>;

/** What the list is filtered by, as it is typed: days are of the reader's time zone, and the last one is included. */
export interface ActivityFilters {
  readonly email: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
}

const NONE: ActivityFilters = { email: "", action: "", subject: "", from: "", to: "" };

/** The filters in the URL, and how to change them. */
export function useActivityFilters() {
  return useFiltersInUrl(NONE);
}

/** The filters as the API takes them; null while they are being typed and cannot be sent yet. */
export function queryOf(
  { email, action, subject, from, to }: ActivityFilters,
  isAction: (text: string) => boolean,
): Query | null {
  if (email && !/^\S+@\S+\.\S+$/.test(email.trim())) return null;
  return {
    ...(email && { email: email.trim() }),
    ...(isAction(action) && { action: action as StaffActionView["action"] }),
    ...(subject.trim() && { subject: subject.trim() }),
    ...(from && { since: startOf(from, 0) }),
    ...(to && { until: startOf(to, 1) }),
  };
}

/** Reads the entries that the query lets through, the newest first. */
export function useActivity(query: Query) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "actions", query],
    (page, signal) => dataOf(api.GET("/api/staff/actions", { params: { query: { ...query, ...page } }, signal })),
    { staleTime: 0, keepsPrevious: ([, list]) => list === "actions" },
  );
}
