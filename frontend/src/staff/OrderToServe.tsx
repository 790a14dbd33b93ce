import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Costs } from "../orders/Costs";
import { OrderCard } from "../orders/OrderCard";
import styles from "../orders/OrderDetails.module.css";
import { OrderedLines } from "../orders/OrderedLines";
import { SentTo } from "../orders/SentTo";
import { Timeline } from "../orders/Timeline";
import { DeliverButton } from "./DeliverButton";
import { orderStaffTexts } from "./orderTexts";
import { RefundForm } from "./RefundForm";
import { canBeRefunded } from "./refunds";
import { ShipForm } from "./ShipForm";

/** An order with what staff may do about it in its state. */
export function OrderToServe({ order, onRefund }: { order: OrderView; onRefund: (minor: number) => void }) {
  const t = useTexts(orderStaffTexts);
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        {order.next_states.includes("shipped") && <ShipForm number={order.number} />}
        {order.next_states.includes("delivered") && <DeliverButton number={order.number} />}
        {canBeRefunded(order) && <RefundForm order={order} onRefund={onRefund} />}
        <OrderCard id="things" title={t("contents")}>
          <OrderedLines order={order} />
          <Costs costs={order} />
        </OrderCard>
      </div>
      <div className={styles.column}>
        <SentTo order={order} />
        <Timeline order={order} />
      </div>
    </div>
  );
}
