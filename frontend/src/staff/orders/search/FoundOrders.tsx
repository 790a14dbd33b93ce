import { useTexts } from "../../../i18n/useTexts";
import { useDebounced } from "../../../ui/form/useDebounced";
import { OrderTable } from "../OrderTable";
import { type queryOf, useFoundOrders } from "./useOrderSearch";

const TYPING_MS = 250;

/** The orders that were found, in whatever state they are. */
export function FoundOrders({ query }: { query: NonNullable<ReturnType<typeof queryOf>> }) {
  const t = useTexts("staff/orders", "search");
  const found = useFoundOrders(JSON.parse(useDebounced(JSON.stringify(query), TYPING_MS)));
  return <OrderTable query={found} none={t("none")} />;
}
