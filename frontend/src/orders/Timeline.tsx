import type { OrderView } from "../api/schema";
import { formatMoment } from "../i18n/dates";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { OrderCard } from "./OrderCard";
import { sayReason } from "./reasons";
import { reasonTexts } from "./reasonTexts";
import { readState } from "./states";
import styles from "./Timeline.module.css";
import { orderTexts } from "./texts";

/** Everything that happened, the newest last; what comes is read out as it comes. */
export function Timeline({ order }: { order: OrderView }) {
  const t = useTexts(orderTexts);
  const tr = useTexts(reasonTexts);
  const { language } = useLanguage();
  const formatAmount = (minor: number) => formatMoney(minor, order.currency, LOCALES[language]);
  return (
    <OrderCard id="timeline" title={t("timeline")}>
      <ol className={styles.timeline} aria-live="polite">
        {order.timeline.map((step) => (
          <li key={`${step.at} ${step.state} ${step.reason_code}`} className={styles.step}>
            <strong>{t(`state-${readState(step.state)}`)}</strong>
            <span className={styles.soft}>{sayReason(step, tr, formatAmount)}</span>
            {step.note && <q className={styles.soft}>{step.note}</q>}
            <time className={styles.soft} dateTime={step.at}>
              {formatMoment(step.at, language)}
            </time>
          </li>
        ))}
      </ol>
    </OrderCard>
  );
}
