import { Link } from "react-router";
import type { OrderSummary } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { StateBadge } from "../StateBadge";
import styles from "./OrderRow.module.css";

/** An order in the shopper's list, with a link to it. */
export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useTexts("orders", "order");
  const { language } = useLanguage();
  const date = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" }).format(new Date(order.placed_at));
  return (
    <li className={styles.order}>
      <span>
        <Link to={`/orders/${order.number}`}>{t("order", { number: order.number })}</Link>
        <span className={styles.date}>{t("placed-on", { date })}</span>
      </span>
      <StateBadge state={order.state} />
      <span className={styles.total}>
        <Price minor={order.total_minor} currency={order.currency} />
      </span>
    </li>
  );
}
