import { useTexts } from "../i18n/useTexts";
import { RequireSession } from "../session/RequireSession";
import { Button } from "../ui/Button";
import { ButtonLink } from "../ui/ButtonLink";
import { EmptyState } from "../ui/EmptyState";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { listTexts } from "./listTexts";
import { OrderList } from "./OrderList";
import { useOrders } from "./useOrders";

/** /orders */
export default function OrdersPage() {
  return (
    <RequireSession>
      <Orders />
    </RequireSession>
  );
}

function Orders() {
  const t = useTexts(listTexts);
  const query = useOrders();
  return (
    <Page title={t("title")}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ pages }) => {
          const orders = pages.flatMap((page) => page.orders);
          if (orders.length > 0) return <OrderList orders={orders} />;
          return (
            <EmptyState title={t("none")}>
              <ButtonLink to="/products">{t("browse")}</ButtonLink>
            </EmptyState>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button kind="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}
