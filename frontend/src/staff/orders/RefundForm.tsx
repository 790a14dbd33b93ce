import { dataOf } from "../../api/client";
import type { OrderView } from "../../api/schema";
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
import { IdempotentSubmit } from "../IdempotentSubmit";
import { ReasonField } from "../ReasonField";
import styles from "../Rows.module.css";
import { useIdempotentMutation } from "../useIdempotentMutation";
import { amountOf, checkAmount, leftMinor } from "./refunds";
import { staffOrderTexts } from "./texts";

interface RefundBody {
  readonly reason: string;
  readonly amount_minor: number | null;
}

/** Refunds an order in part or in full. */
export function RefundForm({ order, onRefund }: { order: OrderView; onRefund: (minor: number) => void }) {
  const t = useTexts(staffOrderTexts);
  const refund = useRefund(order.number, onRefund);
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
      <RefundFields key={refund.result?.id ?? ""} refund={refund} currency={order.currency} left={leftMinor(order)} />
    </Card>
  );
}

function RefundFields({ refund, currency, left }: { refund: Refund; currency: string; left: number }) {
  const t = useTexts(staffOrderTexts);
  const money = useMoney();
  const { values, field } = useFields({ amount: "", reason: "" });
  const check = ({ reason, amount }: typeof values) => ({
    amount: checkAmount(amount, currency, left),
    reason: reason.trim() === "",
  });
  const { problems, props } = useForm(values, check, ({ reason, amount }) =>
    refund.send({ reason: reason.trim(), amount_minor: amountOf(amount, currency) }),
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
    </form>
  );
}

function useRefund(number: string, onRefund: (minor: number) => void) {
  const { api } = useShop();
  return useIdempotentMutation(
    `refund ${number}`,
    ({ key, body }: { key: string; body: RefundBody }) => {
      const params = { path: { number }, header: { "Idempotency-Key": key } };
      return dataOf(api.POST("/api/staff/orders/{number}/refunds", { params, body }));
    },
    ({ amount_minor }) => onRefund(amount_minor),
  );
}

type Refund = ReturnType<typeof useRefund>;
