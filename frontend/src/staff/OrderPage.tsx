import { useState } from "react";
import { useParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { OrderSkeleton } from "../orders/OrderSkeleton";
import { StateBadge } from "../orders/StateBadge";
import { orderTexts } from "../orders/texts";
import { Loaded } from "../ui/Loaded";
import { OrderToServe } from "./OrderToServe";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { useStaffOrder } from "./useStaffOrder";

/** /staff/orders/:number */
export default function OrderPage() {
  const { number = "" } = useParams();
  return (
    <StaffArea>
      <Order key={number} number={number} />
    </StaffArea>
  );
}

function Order({ number }: { number: string }) {
  const t = useTexts(orderTexts);
  const [refundedMinor, awaitRefunded] = useState(0);
  const query = useStaffOrder(number, refundedMinor);
  return (
    <StaffPage
      title={t("order", { number })}
      lead={<span role="status">{query.data ? <StateBadge state={query.data.state} /> : "…"}</span>}
    >
      <Loaded query={query} skeleton={<OrderSkeleton />}>
        {(order) => <OrderToServe order={order} onRefund={(minor) => awaitRefunded(order.refunded_minor + minor)} />}
      </Loaded>
    </StaffPage>
  );
}
