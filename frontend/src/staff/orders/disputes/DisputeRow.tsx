import { Link } from "react-router";
import type { DisputeView } from "../../../api/schema";
import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { Price } from "../../../money/Price";
import { Notice } from "../../../ui/feedback/Notice";
import styles from "../../Rows.module.css";
import { knownReason } from "./reasons";

/** A dispute: what the bank says, how it stands, and until when and where the shop answers it. */
export function DisputeRow({ dispute, inList = false }: { dispute: DisputeView; inList?: boolean }) {
  const t = useTexts("staff/disputes", "disputes");
  const to = useTexts("orders", "order");
  const { order_number, amount_minor, currency, state, reason, answer_by, reported_at, provider_url } = dispute;
  const isOpen = state === "open" || state === "asked";
  const known = knownReason(reason);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          {inList && <Link to={`/staff/orders/${order_number}`}>{to("order", { number: order_number })}</Link>}
          <span className={styles.soft}>
            <Moment at={reported_at} />
          </span>
        </span>
        <Price minor={amount_minor} currency={currency} />
      </div>
      {isOpen ? <Notice tone="warning">{t(state)}</Notice> : <span>{t(state)}</span>}
      <span className={styles.soft}>{t("bank-says", { reason: known ? t(known) : reason })}</span>
      {isOpen && answer_by && (
        <span>
          {t("answer-by")} <Moment at={answer_by} />
        </span>
      )}
      {provider_url && (
        <a href={provider_url} rel="noreferrer" target="_blank">
          {t(isOpen ? "answer-there" : "see-there")}
        </a>
      )}
    </li>
  );
}
