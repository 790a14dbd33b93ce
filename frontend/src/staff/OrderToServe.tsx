import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Costs } from "../orders/Costs";
import styles from "../orders/OrderDetails.module.css";
import { OrderedLines } from "../orders/OrderedLines";
import { PostalAddress } from "../orders/PostalAddress";
import { readState } from "../orders/states";
import { Timeline } from "../orders/Timeline";
import { orderTexts } from "../orders/texts";
import { DeliverButton } from "./DeliverButton";
import { orderStaffTexts } from "./orderTexts";
import { RefundForm } from "./RefundForm";
import { canBeRefunded } from "./refunds";
import { ShipForm } from "./ShipForm";

/** An order with what staff may do about it in its state. */
export function OrderToServe({ order, onRefund }: { order: OrderView; onRefund: (minor: number) => void }) {
  const t = useTexts(orderTexts);
  const ts = useTexts(orderStaffTexts);
  const state = readState(order.state);
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        {state === "confirmed" && <ShipForm number={order.number} />}
        {state === "shipped" && <DeliverButton number={order.number} />}
        {canBeRefunded(order) && <RefundForm order={order} onRefund={onRefund} />}
        <section className={styles.card} aria-labelledby="things">
          <h2 id="things">{ts("contents")}</h2>
          <OrderedLines order={order} />
          <Costs costs={order} />
        </section>
      </div>
      <div className={styles.column}>
        <section className={styles.card} aria-labelledby="sent-to">
          <h2 id="sent-to">{t("sent-to")}</h2>
          <PostalAddress address={order.address} email={order.email} />
          {order.carrier && (
            <p>
              {t("parcel")}: {order.carrier}
              {order.tracking_code && `, ${t("tracking-code")} ${order.tracking_code}`}
            </p>
          )}
        </section>
        <section className={styles.card} aria-labelledby="timeline">
          <h2 id="timeline">{t("timeline")}</h2>
          <Timeline order={order} />
        </section>
      </div>
    </div>
  );
}
