import type { OrderView } from "../api/schema";
import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { OrderCard } from "./OrderCard";
import { readReason } from "./reasons";
import { reasonTexts } from "./reasonTexts";
import { readState } from "./states";
import styles from "./Timeline.module.css";
import { orderTexts } from "./texts";

/** Everything that happened, the newest last; what comes is read out as it comes. */
export function Timeline({ order }: { order: OrderView }) {
  const t = useTexts(orderTexts);
  const tr = useTexts(reasonTexts);
  const { language } = useLanguage();
  return (
    <OrderCard id="timeline" title={t("timeline")}>
      <ol className={styles.timeline} aria-live="polite">
        {order.timeline.map((step) => {
          const reason = readReason(step.reason);
          return (
            <li key={`${step.at} ${step.state} ${step.reason}`} className={styles.step}>
              <strong>{t(`state-${readState(step.state)}`)}</strong>
              <span className={styles.soft} lang={reason ? undefined : "en"}>
                {reason ? tr(reason.key, { what: reason.what }) : step.reason}
              </span>
              <time className={styles.soft} dateTime={step.at}>
                {formatMoment(step.at, language)}
              </time>
            </li>
          );
        })}
      </ol>
    </OrderCard>
  );
}
