import { useState } from "react";
import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../shop/useShopRules";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import { Field } from "../ui/Field";
import styles from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { orderTexts } from "./texts";
import { type OrderChange, useOrderChange } from "./useOrderChange";

/** Asks why; a return needs a reason, a cancellation does not. */
export function OrderChangeForm({
  change,
  number,
  email,
  onKeep,
}: {
  change: OrderChange;
  number: string;
  email: string | null;
  onKeep: () => void;
}) {
  const t = useTexts(orderTexts);
  const rules = useShopRules();
  const [values, setValues] = useState({ reason: "" });
  const { mutate, isPending, error } = useOrderChange(number, email);
  const isMissing = ({ reason }: typeof values) => change === "return" && reason.trim() === "";
  const check = (given: typeof values) => compact({ reason: isMissing(given) ? ("reason-missing" as const) : null });
  const { problems, props } = useForm(values, check, ({ reason }) => {
    if (!isPending) mutate({ change, reason: reason.trim() });
  });
  return (
    <form {...props} className={`${styles.form} ${styles.card} ${styles.wide}`}>
      <Field
        autoFocus
        label={t(`${change}-reason`)}
        maxLength={rules?.short_text_max}
        value={values.reason}
        problem={problems.reason && t(problems.reason)}
        onChange={(event) => setValues({ reason: event.target.value })}
      />
      {error && <ProblemNotice problem={error} />}
      <div className={styles.actions}>
        <Button kind={change === "cancel" ? "danger" : "primary"} type="submit" busy={isPending}>
          {t(`${change}-confirm`)}
        </Button>
        <Button kind="quiet" onClick={onKeep}>
          {t("keep")}
        </Button>
      </div>
    </form>
  );
}
