import { Link } from "react-router";
import type { OrderSummary } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { StateBadge } from "../../orders/StateBadge";
import { orderTexts } from "../../orders/texts";
import styles from "../Rows.module.css";

/** An order in the staff list, with a link to it. */
export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useTexts(orderTexts);
  return (
    <li className={`${styles.row} ${styles.line}`}>
      <span className={styles.main}>
        <Link to={`/staff/orders/${order.number}`}>{t("order", { number: order.number })}</Link>
        <span className={styles.soft}>
          <Moment at={order.placed_at} />, {order.email}
        </span>
      </span>
      <StateBadge state={order.state} />
      <Price minor={order.total_minor} currency={order.currency} />
    </li>
  );
}
