import type { OrderView } from "../../api/schema";
import { Price } from "../../money/Price";
import { Card } from "../../ui/page/Card";
import { Costs } from "./Costs";
import styles from "./OrderContents.module.css";

/** The lines of an order and what it cost. */
export function OrderContents({ order, title }: { order: OrderView; title: string }) {
  return (
    <Card title={title}>
      <ul className={styles.lines}>
        {order.lines.map((line) => (
          <li key={line.sku} className={styles.line}>
            <span lang="en">
              {line.quantity} × <bdi>{line.title}</bdi> <span className={styles.sku}>{line.sku}</span>
            </span>
            <Price minor={line.unit_price_minor * line.quantity} currency={order.currency} />
          </li>
        ))}
      </ul>
      <Costs costs={order} />
    </Card>
  );
}
