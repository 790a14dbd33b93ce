import { lazy, Suspense } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { Skeleton } from "../../../ui/feedback/Skeleton";
import { useDebounced } from "../../../ui/form/useDebounced";
import { reloadAfterRelease } from "../../../ui/reloadAfterRelease";
import { orderSearchTexts } from "./texts";
import { type queryOf, useFoundOrders } from "./useOrderSearch";

const OrderTable = lazy(reloadAfterRelease(() => import("../OrderTable")));
const TYPING_MS = 250;

/** The orders that were found, in whatever state they are. */
export function FoundOrders({ query }: { query: NonNullable<ReturnType<typeof queryOf>> }) {
  const t = useTexts(orderSearchTexts);
  const found = useFoundOrders(JSON.parse(useDebounced(JSON.stringify(query), TYPING_MS)));
  return (
    <Suspense fallback={<Skeleton shape="block" />}>
      <OrderTable query={found} none={t("none")} />
    </Suspense>
  );
}
