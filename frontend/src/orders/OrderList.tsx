import { Link } from "react-router";
import type { OrderSummary } from "../api/schema";
import { formatDate } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import styles from "./OrderList.module.css";
import { StateBadge } from "./StateBadge";
import { orderTexts } from "./texts";

export function OrderList({ orders }: { orders: OrderSummary[] }) {
  const t = useTexts(orderTexts);
  const { language } = useLanguage();
  return (
    <ul className={styles.orders}>
      {orders.map((order) => (
        <li key={order.number} className={styles.order}>
          <span>
            <Link to={`/orders/${order.number}`}>{t("order", { number: order.number })}</Link>
            <span className={styles.date}>{t("placed-on", { date: formatDate(order.placed_at, language) })}</span>
          </span>
          <StateBadge state={order.state} />
          <span className={styles.total}>
            <Price minor={order.total_minor} currency={order.currency} />
          </span>
        </li>
      ))}
    </ul>
  );
}
