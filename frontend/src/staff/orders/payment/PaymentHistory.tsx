import type { PaymentRecord, RefundView } from "../../../api/schema";
import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { Price } from "../../../money/Price";
import { useMoney } from "../../../money/useMoney";
import { useMay } from "../../../session/useMay";
import { Notice } from "../../../ui/feedback/Notice";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import { DisputeRow } from "../disputes/DisputeRow";
import { RefundDecision } from "./RefundDecision";
import { isUndecided } from "./useStaffPayment";

/**
 * What was captured of an order's payment, if that is less than the order costs, what its shopper's bank took back, and
 * what was refunded; nothing if there is none of it.
 */
export default function PaymentHistory({ number, payment }: { number: string; payment: PaymentRecord }) {
  const t = useTexts("staff/orderDetails", "payment");
  const td = useTexts("staff/disputes", "disputes");
  const money = useMoney();
  const { state, amount_minor, captured_minor, currency, refunds, disputes } = payment;
  return (
    <>
      {state === "captured" && captured_minor < amount_minor && (
        <Notice tone="warning">
          {t("captured-in-part", { captured: money(captured_minor, currency), total: money(amount_minor, currency) })}
        </Notice>
      )}
      {disputes.length > 0 && (
        <Card title={td("title")}>
          <ul className={styles.rows}>
            {disputes.map((dispute) => (
              <DisputeRow key={dispute.reference} dispute={dispute} />
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
  const t = useTexts("staff/orderDetails", "payment");
  const may = useMay();
  const { amount_minor, currency, state, reason, refusal_code, requested_at } = refund;
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
        <Ending refund={refund} />
      )}
      {may("payments.refund") && isUndecided(refund) && <RefundDecision number={number} refund={refund} />}
    </li>
  );
}

/** How far the refund is, or how it ended. */
function Ending({ refund: { state, settled_by, closed_because } }: { refund: RefundView }) {
  const t = useTexts("staff/orderDetails", "payment");
  if (settled_by) return <span>{t("settled-by", { way: settled_by })}</span>;
  if (closed_because) return <span>{t("closed-because", { why: closed_because })}</span>;
  return <span>{t(`refund-${state}`)}</span>;
}
