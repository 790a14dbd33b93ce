import { Link } from "react-router";
import type { OrderSummary } from "../api/schema";
import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import { StateBadge } from "../orders/StateBadge";
import { orderTexts } from "../orders/texts";
import styles from "./Rows.module.css";

export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useTexts(orderTexts);
  const { language } = useLanguage();
  return (
    <li className={`${styles.row} ${styles.line}`}>
      <span className={styles.main}>
        <Link to={`/staff/orders/${order.number}`}>{t("order", { number: order.number })}</Link>
        <span className={styles.soft}>
          {formatMoment(order.placed_at, language)}, {order.email}
        </span>
      </span>
      <StateBadge state={order.state} />
      <Price minor={order.total_minor} currency={order.currency} />
    </li>
  );
}
