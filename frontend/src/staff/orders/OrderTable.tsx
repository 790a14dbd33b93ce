import { useMemo } from "react";
import { Link } from "react-router";
import type { OrderPage, OrderSummary } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { StateBadge } from "../../orders/StateBadge";
import type { PagesQuery } from "../../queries/PagedItems";
import type { Column } from "../../queries/table/columns";
import { PagedTable } from "../../queries/table/PagedTable";
import { EmptyState } from "../../ui/feedback/EmptyState";

/** Orders in a table, each with a link to it, or `none` if there are none. */
export function OrderTable({ query, none }: { query: PagesQuery<OrderPage>; none: string }) {
  const t = useTexts("staff/orders", "order");
  return (
    <PagedTable
      label={t("title")}
      name="orders"
      query={query}
      itemsOf={(page) => page.orders}
      keyOf={(order) => order.number}
      columns={useColumns()}
      empty={<EmptyState title={none} />}
    />
  );
}

function useColumns(): readonly Column<OrderSummary>[] {
  const t = useTexts("staff/orders", "order");
  const to = useTexts("orders", "order");
  return useMemo(
    () => [
      {
        id: "number",
        label: t("number"),
        isName: true,
        sortedBy: (order) => order.number,
        show: ({ number }) => <Link to={`/staff/orders/${number}`}>{number}</Link>,
      },
      {
        id: "placed",
        label: t("placed"),
        sortedBy: (order) => order.placed_at,
        show: (order) => <Moment at={order.placed_at} />,
      },
      { id: "email", label: t("customer"), sortedBy: (order) => order.email, show: (order) => order.email },
      {
        id: "state",
        label: t("state"),
        sortedBy: (order) => to(`state-${order.state}`),
        show: (order) => <StateBadge state={order.state} />,
      },
      {
        id: "total",
        label: t("total"),
        isNumber: true,
        sortedBy: (order) => order.total_minor,
        show: (order) => <Price minor={order.total_minor} currency={order.currency} />,
      },
    ],
    [t, to],
  );
}
