import { lazy, useDeferredValue } from "react";
import { withTexts } from "../../i18n/loadTexts";
import { useTexts } from "../../i18n/useTexts";
import { DeliveryAddress } from "../../orders/detail/DeliveryAddress";
import { OrderContents } from "../../orders/detail/OrderContents";
import styles from "../../orders/detail/OrderDetails.module.css";
import { Timeline } from "../../orders/detail/Timeline";
import { InvoicesCard } from "../../orders/invoices/InvoicesCard";
import { ReturnsCard } from "../../orders/returns/ReturnsCard";
import { ParcelsCard } from "../../orders/shipments/ParcelsCard";
import { useMay } from "../../session/useMay";
import { reloadAfterRelease } from "../../ui/reloadAfterRelease";
import { ChangedNotice } from "../ChangedNotice";
import { useRefused } from "../useRefused";
import { useStaffPayment } from "./payment/useStaffPayment";
import { canBeRefunded } from "./refunds";
import { openReturn } from "./returns/openReturn";
import { CorrectForm } from "./shipments/CorrectForm";
import { canBeDelivered, canBeReleased, canBeShipped } from "./shipments/shippable";
import { OrderLinks, SlipLink } from "./slip/OrderLinks";
import { useOrderChanges } from "./useOrderChanges";
import type { StaffOrder } from "./useStaffOrder";

// Loaded with the order; the forms are for one state each.
const ShipForm = lazy(reloadAfterRelease(() => import("./shipments/ShipForm")));
const ReleaseForm = lazy(reloadAfterRelease(() => import("./shipments/ReleaseForm")));
const DeliverCard = lazy(reloadAfterRelease(() => import("./DeliverCard")));
const StaffAddress = lazy(reloadAfterRelease(() => import("./StaffAddress")));
const OrderNotes = lazy(reloadAfterRelease(() => import("./OrderNotes")));
const PaymentHistory = lazy(
  reloadAfterRelease(withTexts(["staff/disputes"], () => import("./payment/PaymentHistory"))),
);
const ReturnForms = lazy(reloadAfterRelease(() => import("./returns/ReturnForms")));
const RefundForm = lazy(reloadAfterRelease(() => import("./RefundForm")));

/** An order as staff see it, with what its state lets them do; it suspends until that is loaded. */
export function StaffOrderDetails({
  order: latest,
  isRefundAwaited,
  onRefund,
}: {
  order: StaffOrder;
  isRefundAwaited: boolean;
  onRefund: (minor: number) => void;
}) {
  const t = useTexts("staff/orders", "order");
  // While the next state's form is loaded, the page stays as it is.
  const order = useDeferredValue(latest);
  const { refused, report } = useRefused<StaffOrder>();
  const may = useMay();
  const changes = useOrderChanges(refused, order);
  // So does what staff type while the list of refunds is loaded for the first time.
  const payment = useDeferredValue(useStaffPayment(order));
  const isLastRefused = payment?.refunds[0]?.state === "refused";
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        <ChangedNotice changes={changes} />
        {may("orders.ship") && canBeShipped(order) && (
          <ShipForm key={order.parcels?.length} order={order} report={report} />
        )}
        {may("orders.mark-delivered") && canBeDelivered(order) && <DeliverCard order={order} report={report} />}
        {may("orders.cancel") && canBeReleased(order) && (
          <ReleaseForm key={order.timeline.length} order={order} report={report} />
        )}
        {openReturn(order) && <ReturnForms order={order} report={report} />}
        {may("payments.refund") && canBeRefunded(order) && (
          <RefundForm order={order} isAwaited={isRefundAwaited && !isLastRefused} report={report} onRefund={onRefund} />
        )}
        {payment && <PaymentHistory number={order.number} payment={payment} />}
        <OrderContents order={order} title={t("contents")} />
        <ParcelsCard
          order={order}
          actions={(parcel) => (
            <>
              <SlipLink order={order} parcelId={parcel.id} />
              {may("orders.ship") && <CorrectForm {...{ order, parcel, report }} />}
            </>
          )}
        />
        <InvoicesCard order={order} email={null} />
        <ReturnsCard order={order} />
      </div>
      <div className={styles.column}>
        <DeliveryAddress order={order} />
        <OrderLinks order={order} />
        {may("orders.ship") && <StaffAddress order={order} report={report} />}
        <OrderNotes order={order} />
        <Timeline order={order} />
      </div>
    </div>
  );
}
