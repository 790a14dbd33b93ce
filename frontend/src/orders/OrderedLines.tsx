import type { OrderView } from "../api/schema";
import { Price } from "../money/Price";
import styles from "./OrderedLines.module.css";

export function OrderedLines({ order }: { order: OrderView }) {
  return (
    <ul className={styles.lines}>
      {order.lines.map((line) => (
        <li key={line.sku} className={styles.line}>
          <span lang="en">
            {line.quantity} × {line.title} <span className={styles.sku}>{line.sku}</span>
          </span>
          <Price minor={line.unit_price_minor * line.quantity} currency={order.currency} />
        </li>
      ))}
    </ul>
  );
}
