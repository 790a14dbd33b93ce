import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { SESSION_KEY } from "../../queries/keys";
import { PagedList } from "../../queries/PagedList";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { Page } from "../../ui/page/Page";
import { OrderRow } from "./OrderRow";

/** /orders: the orders of the account that is logged in, newest first. */
export default function OrdersPage() {
  const t = useTexts("orders", "list");
  const empty = (
    <EmptyState title={t("none")}>
      <ButtonLink to="/products">{t("browse")}</ButtonLink>
    </EmptyState>
  );
  return (
    <Page title={t("title")}>
      <PagedList query={useOrders()} itemsOf={(page) => page.orders} empty={empty}>
        {(order) => <OrderRow key={order.number} order={order} />}
      </PagedList>
    </Page>
  );
}

function useOrders() {
  const { api } = useShop();
  return usePages(
    [...SESSION_KEY, "orders"],
    (query, signal) => dataOf(api.GET("/api/orders", { params: { query }, signal })),
    // An order placed a moment ago must be in the list.
    { staleTime: 0 },
  );
}
