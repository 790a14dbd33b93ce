import { useState } from "react";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { compact } from "../ui/compact";
import { Field } from "../ui/Field";
import form from "../ui/Form.module.css";
import { useForm } from "../ui/useForm";
import { OnceButton } from "./OnceButton";
import { orderStaffTexts } from "./orderTexts";
import { ReasonField } from "./ReasonField";
import styles from "./Rows.module.css";
import { amountOf, checkAmount } from "./refunds";
import type { RequestRefund } from "./useRefund";

/** How much, at most what is left, and why. */
export function RefundFields({ refund, currency, left }: { refund: RequestRefund; currency: string; left: number }) {
  const t = useTexts(orderStaffTexts);
  const { language } = useLanguage();
  const [values, setValues] = useState({ reason: "", amount: "" });
  const check = ({ reason, amount }: typeof values) => ({
    ...compact({ reason: reason.trim() === "" ? true : null }),
    ...compact({ amount: checkAmount(amount, currency, left) }),
  });
  const { problems, props } = useForm(values, check, ({ reason, amount }) =>
    refund.send({ reason: reason.trim(), amount_minor: amountOf(amount, currency) }),
  );
  const most = { left: formatMoney(left, currency, LOCALES[language]) };
  return (
    <form {...props} className={form.form} aria-labelledby="refund">
      <fieldset className={styles.fields} disabled={refund.open !== null}>
        <Field
          label={t("amount")}
          hint={t("amount-hint", most)}
          inputMode="decimal"
          autoComplete="off"
          value={values.amount}
          problem={problems.amount && t(problems.amount, most)}
          onChange={(event) => setValues({ ...values, amount: event.target.value })}
        />
        <ReasonField
          value={values.reason}
          isMissing={problems.reason !== undefined}
          onType={(reason) => setValues({ ...values, reason })}
        />
      </fieldset>
      <OnceButton once={refund} label={t("refund-confirm")} />
    </form>
  );
}
