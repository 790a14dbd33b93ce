import { useState } from "react";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { useMoney } from "../../money/useMoney";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { ConfirmDialog } from "../ConfirmDialog";
import { IdempotentSubmit } from "../IdempotentSubmit";
import { ReasonField } from "../ReasonField";
import styles from "../Rows.module.css";
import { useIdempotentMutation } from "../useIdempotentMutation";
import type { Report } from "../useRefused";
import { amountOf, checkAmount, leftMinor } from "./refunds";
import type { StaffOrder } from "./useStaffOrder";

interface RefundBody {
  readonly reason: string;
  readonly amount_minor: number;
}

/** Refunds an order in part or in full, once staff have confirmed the amount. */
export default function RefundForm({
  order,
  isAwaited,
  report,
  onRefund,
}: {
  order: StaffOrder;
  /** The order does not show the refund that was requested last: there is none to decide on before it does. */
  isAwaited: boolean;
  report: Report<StaffOrder>;
  onRefund: (minor: number) => void;
}) {
  const t = useTexts("staff/orders", "order");
  const refund = useRefund(order, report, onRefund);
  return (
    <Card title={t("refund")}>
      {refund.result && (
        <Notice tone="good">
          <p>
            {t("refund-done")} <Price minor={refund.result.amount_minor} currency={refund.result.currency} />
          </p>
        </Notice>
      )}
      {/* The key empties the fields after each refund. */}
      {!isAwaited && (
        <RefundFields key={refund.result?.id ?? ""} refund={refund} currency={order.currency} left={leftMinor(order)} />
      )}
    </Card>
  );
}

function RefundFields({ refund, currency, left }: { refund: Refund; currency: string; left: number }) {
  const t = useTexts("staff/orders", "order");
  const money = useMoney();
  const { values, field } = useFields({ amount: "", reason: "" });
  const check = ({ reason, amount }: typeof values) => ({
    amount: checkAmount(amount, currency, left),
    reason: reason.trim() === "",
  });
  const [asked, ask] = useState<RefundBody | null>(null);
  const { problems, props } = useForm(values, check, ({ reason, amount }) =>
    ask({ reason: reason.trim(), amount_minor: amountOf(amount, currency, left) }),
  );
  const most = { left: money(left, currency) };
  return (
    <form {...props} className={form.form} aria-label={t("refund")}>
      <fieldset className={styles.fields} disabled={refund.unanswered !== null}>
        <Field
          {...field("amount")}
          label={t("amount")}
          hint={t("amount-hint", most)}
          inputMode="decimal"
          autoComplete="off"
          problem={problems.amount && t(problems.amount, most)}
        />
        <ReasonField {...field("reason")} isMissing={problems.reason} />
      </fieldset>
      <IdempotentSubmit mutation={refund} label={t("refund-confirm")} />
      {asked && (
        <ConfirmDialog
          title={t("refund-ask", { amount: money(asked.amount_minor, currency) })}
          label={t("refund-yes", { amount: money(asked.amount_minor, currency) })}
          onConfirm={() => refund.send(asked)}
          onClose={() => ask(null)}
        >
          <p>{t("refund-advice")}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}

function useRefund(order: StaffOrder, report: Report<StaffOrder>, onRefund: (minor: number) => void) {
  const { api } = useShop();
  const { number, etag } = order;
  return useIdempotentMutation(
    `refund ${number}`,
    ({ key, body }: { key: string; body: RefundBody }) => {
      const params = { path: { number }, header: { "Idempotency-Key": key, "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/refunds", { params, body }));
    },
    ({ amount_minor }) => {
      report(null, order);
      onRefund(amount_minor);
    },
    (problem) => report(problem, order),
  );
}

type Refund = ReturnType<typeof useRefund>;
