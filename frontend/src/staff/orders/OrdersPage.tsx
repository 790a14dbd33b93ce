import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { STATES, type State } from "../../orders/states";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { Page } from "../../ui/page/Page";
import { StateFilter } from "../StateFilter";
import { OrderTable } from "./OrderTable";
import { FoundOrders } from "./search/FoundOrders";
import { OrderSearchForm } from "./search/OrderSearchForm";
import { SavedSearches } from "./search/SavedSearches";
import { queryOf, useOrderSearch } from "./search/useOrderSearch";

/** /staff/orders: the orders that the search in the URL finds, or those in the state in the URL. */
export default function OrdersPage() {
  const t = useTexts("staff/orders", "order");
  const to = useTexts("orders", "order");
  const [search, setSearch] = useOrderSearch();
  const query = queryOf(search);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <OrderSearchForm search={search} onChange={setSearch} isSearching={query !== null} />
      <SavedSearches />
      {query ? (
        <FoundOrders query={query} />
      ) : (
        <StateFilter states={STATES} initial="confirmed" labelOf={(state) => to(`state-${state}`)}>
          {(state) => <OrderList state={state} />}
        </StateFilter>
      )}
    </Page>
  );
}

function OrderList({ state }: { state: State }) {
  const t = useTexts("staff/orders", "order");
  return <OrderTable query={useOrders(state)} none={t("none")} />;
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
