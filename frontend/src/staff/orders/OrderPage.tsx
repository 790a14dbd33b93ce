import { Suspense, useState } from "react";
import { useParams } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import styles from "../../orders/detail/OrderDetails.module.css";
import { StateBadge } from "../../orders/StateBadge";
import { Loaded } from "../../queries/Loaded";
import { ColumnSkeletons } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import { StaffOrderDetails } from "./StaffOrderDetails";
import { useStaffOrder } from "./useStaffOrder";

/** /staff/orders/:number: an order, which staff ship, mark as delivered and refund here. */
export default function OrderPage() {
  const { number = "" } = useParams();
  const t = useTexts("orders", "order");
  const [refundedMinor, awaitRefunded] = useState(0);
  const query = useStaffOrder(number, refundedMinor);
  const skeleton = <ColumnSkeletons className={styles.order} />;
  return (
    <Page
      title={t("order", { number })}
      lead={<span role="status">{query.data ? <StateBadge state={query.data.state} /> : "…"}</span>}
    >
      <Loaded query={query} skeleton={skeleton}>
        {(order) => (
          <Suspense fallback={skeleton}>
            <StaffOrderDetails
              order={order}
              isRefundAwaited={order.refunded_minor < refundedMinor}
              onRefund={(minor) => awaitRefunded(order.refunded_minor + minor)}
            />
          </Suspense>
        )}
      </Loaded>
    </Page>
  );
}
