import { useTexts } from "../../../i18n/useTexts";
import { PagedList } from "../../../queries/PagedList";
import { EmptyState } from "../../../ui/feedback/EmptyState";
import { useDebounced } from "../../../ui/form/useDebounced";
import { OrderRow } from "../OrderRow";
import { orderSearchTexts } from "./texts";
import { type queryOf, useFoundOrders } from "./useOrderSearch";

const TYPING_MS = 250;

/** The orders that were found, in whatever state they are. */
export function FoundOrders({ query }: { query: NonNullable<ReturnType<typeof queryOf>> }) {
  const t = useTexts(orderSearchTexts);
  const found = useFoundOrders(JSON.parse(useDebounced(JSON.stringify(query), TYPING_MS)));
  return (
    <PagedList query={found} itemsOf={(page) => page.orders} empty={<EmptyState title={t("none")} />}>
      {(order) => <OrderRow key={order.number} order={order} />}
    </PagedList>
  );
}
