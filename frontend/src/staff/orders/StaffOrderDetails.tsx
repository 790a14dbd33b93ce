import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { DeliveryAddress } from "../../orders/detail/DeliveryAddress";
import { OrderContents } from "../../orders/detail/OrderContents";
import styles from "../../orders/detail/OrderDetails.module.css";
import { Timeline } from "../../orders/detail/Timeline";
import { DeliverCard } from "./DeliverCard";
import { OrderNotes } from "./OrderNotes";
import { RefundForm } from "./RefundForm";
import { canBeRefunded } from "./refunds";
import { ShipForm } from "./ShipForm";
import { staffOrderTexts } from "./texts";

/** An order as staff see it, with what its state lets them do. */
export function StaffOrderDetails({ order, onRefund }: { order: OrderView; onRefund: (minor: number) => void }) {
  const t = useTexts(staffOrderTexts);
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        {order.next_states.includes("shipped") && <ShipForm number={order.number} />}
        {order.next_states.includes("delivered") && <DeliverCard number={order.number} />}
        {canBeRefunded(order) && <RefundForm order={order} onRefund={onRefund} />}
        <OrderContents order={order} title={t("contents")} />
      </div>
      <div className={styles.column}>
        <DeliveryAddress order={order} />
        <OrderNotes order={order} />
        <Timeline order={order} />
      </div>
    </div>
  );
}
