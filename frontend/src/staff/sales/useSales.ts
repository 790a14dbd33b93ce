import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { dataOf } from "../../api/client";
import { dayFromNow } from "../../i18n/days";
import { STAFF_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";
import type { Days } from "../../ui/form/DayFields";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";

/** Today and so many days before it. */
export function lastDays(number: number): Days {
  return { since: dayFromNow(1 - number), until: dayFromNow(0) };
}

/** The days in the URL, or today, and how to change them. */
export function useRange() {
  const [params, setParams] = useSearchParams();
  const today = lastDays(1);
  const current = { since: params.get("since") || today.since, until: params.get("until") || today.until };
  return useOptimisticValue<Days>(current, (next) => setParams({ ...next }, { replace: true }));
}

/** Reads what was sold on these days. */
export function useSales({ since, until }: Days) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "sales", since, until],
    queryFn: ({ signal }) => dataOf(api.GET("/api/staff/sales", { params: { query: { since, until } }, signal })),
    // Shoppers order meanwhile.
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}
