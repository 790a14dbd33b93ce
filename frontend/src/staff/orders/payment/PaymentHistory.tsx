import type { DisputeView, PaymentRecord, RefundView } from "../../../api/schema";
import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { Price } from "../../../money/Price";
import { useMay } from "../../../session/useMay";
import { Notice } from "../../../ui/feedback/Notice";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import { RefundDecision } from "./RefundDecision";
import { staffPaymentTexts } from "./texts";
import { isUndecided } from "./useStaffPayment";

/** What was given back of an order's payment, and what its shopper's bank took back; nothing if there is neither. */
export default function PaymentHistory({ number, payment }: { number: string; payment: PaymentRecord }) {
  const t = useTexts(staffPaymentTexts);
  const { refunds, disputes } = payment;
  return (
    <>
      {disputes.length > 0 && (
        <Card title={t("disputes")}>
          <ul className={styles.rows}>
            {disputes.map((dispute) => (
              <Dispute key={dispute.reference} dispute={dispute} />
            ))}
          </ul>
        </Card>
      )}
      {refunds.length > 0 && (
        <Card title={t("refunds")}>
          <ul className={styles.rows}>
            {refunds.map((refund) => (
              <Refund key={refund.id} number={number} refund={refund} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Refund({ number, refund }: { number: string; refund: RefundView }) {
  const t = useTexts(staffPaymentTexts);
  const may = useMay();
  const { amount_minor, currency, state, reason, refusal_code, settled_by, requested_at } = refund;
  return (
    <li className={styles.row}>
      <p className={styles.note}>
        <Price minor={amount_minor} currency={currency} /> · {reason || t("for-return")}
      </p>
      <span className={styles.soft}>
        <Moment at={requested_at} />
      </span>
      {isUndecided(refund) ? (
        <Notice tone="warning">
          <p>{t(`refund-${state}`)}</p>
          {refusal_code && <p>{t("code", { code: refusal_code })}</p>}
        </Notice>
      ) : (
        <span>{settled_by ? t("settled-by", { way: settled_by }) : t(`refund-${state}`)}</span>
      )}
      {may("payments.refund") && isUndecided(refund) && <RefundDecision number={number} refund={refund} />}
    </li>
  );
}

function Dispute({ dispute: { amount_minor, currency, state, reason, answer_by } }: { dispute: DisputeView }) {
  const t = useTexts(staffPaymentTexts);
  const isOpen = state === "open" || state === "asked";
  return (
    <li className={styles.row}>
      <Price minor={amount_minor} currency={currency} />
      {isOpen ? <Notice tone="warning">{t(`dispute-${state}`)}</Notice> : <span>{t(`dispute-${state}`)}</span>}
      <span className={styles.soft}>{t("bank-says", { reason })}</span>
      {isOpen && answer_by && (
        <span className={styles.soft}>
          {t("answer-by")} <Moment at={answer_by} />
        </span>
      )}
    </li>
  );
}
