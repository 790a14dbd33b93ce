import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { STATES, type State } from "../../orders/states";
import { orderTexts } from "../../orders/texts";
import { STAFF_KEY } from "../../queries/keys";
import { PagedList } from "../../queries/PagedList";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Page } from "../../ui/page/Page";
import { StateFilter } from "../StateFilter";
import { OrderRow } from "./OrderRow";
import { staffOrderTexts } from "./texts";

/** /staff: the orders that are in the state in the URL. */
export default function OrdersPage() {
  const t = useTexts(staffOrderTexts);
  const to = useTexts(orderTexts);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <StateFilter states={STATES} initial="confirmed" labelOf={(state) => to(`state-${state}`)}>
        {(state) => <OrderList state={state} />}
      </StateFilter>
    </Page>
  );
}

function OrderList({ state }: { state: State }) {
  const t = useTexts(staffOrderTexts);
  return (
    <PagedList query={useOrders(state)} itemsOf={(page) => page.orders} empty={<EmptyState title={t("none")} />}>
      {(order) => <OrderRow key={order.number} order={order} />}
    </PagedList>
  );
}

/** Orders in these states need nothing more, and are listed newest first. In all others the oldest comes first. */
const FINISHED: readonly State[] = ["delivered", "rejected", "cancelled", "refunded"];

function useOrders(state: State) {
  const { api } = useShop();
  const filter = { state, newest_first: FINISHED.includes(state) };
  return usePages(
    [...STAFF_KEY, "orders", state],
    (cursor, signal) => dataOf(api.GET("/api/staff/orders", { params: { query: { ...filter, ...cursor } }, signal })),
    // Other staff work on the same list.
    { staleTime: 0 },
  );
}
