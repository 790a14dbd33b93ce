import { useSearchParams } from "react-router";
import { useOptimisticValue } from "./useOptimisticValue";

/** The filters in the URL, and how to change them; `none` has each filter's value when it is not set. */
export function useFiltersInUrl<Filters extends object>(none: Filters): [Filters, (next: Filters) => void] {
  const [params, setParams] = useSearchParams();
  const current = { ...none, ...Object.fromEntries([...params].filter(([name]) => Object.hasOwn(none, name))) };
  return useOptimisticValue<Filters>(current, (next) =>
    setParams(Object.fromEntries(Object.entries(next).filter(([, value]) => value)), { replace: true }),
  );
}
