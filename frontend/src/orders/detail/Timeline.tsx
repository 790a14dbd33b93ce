import type { OrderView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { Card } from "../../ui/page/Card";
import { parseState } from "../states";
import { sayReason } from "./reasons";
import styles from "./Timeline.module.css";

/** The history of an order, newest last. Screen readers announce each new step. */
export function Timeline({ order }: { order: OrderView }) {
  const t = useTexts("orders", "order");
  const tr = useTexts("orderDetails", "reasons");
  const money = useMoney();
  return (
    <Card title={t("timeline")}>
      <ol className={styles.timeline} aria-live="polite">
        {order.timeline.map((step) => (
          <li key={`${step.at} ${step.state} ${step.reason_code}`} className={styles.step}>
            <strong>{t(`state-${parseState(step.state)}`)}</strong>
            <span className={styles.soft}>
              {sayReason(step, order.lines, tr, (minor) => money(minor, order.currency))}
            </span>
            {step.note && (
              <q className={styles.soft} dir="auto">
                {step.note}
              </q>
            )}
            <Moment className={styles.soft} at={step.at} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
