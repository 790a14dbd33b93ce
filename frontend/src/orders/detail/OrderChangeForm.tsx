import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShopRules } from "../../session/useShopRules";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { orderTexts } from "../texts";
import { type OrderChange, useOrderChange } from "./useOrderChange";

/** Asks for the reason, then cancels the order or requests its return. Only a return needs a reason. */
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
  const { values, field } = useFields({ reason: "" });
  const { mutate, isPending, error } = useOrderChange(number, email);
  const isMissing = (reason: string) => change === "return" && reason.trim() === "";
  const { problems, props } = useForm(
    values,
    ({ reason }) => ({ reason: isMissing(reason) }),
    ({ reason }) => {
      if (!isPending) mutate({ change, reason: reason.trim() });
    },
  );
  return (
    <Card>
      <form {...props} className={styles.form}>
        <Field
          {...field("reason")}
          autoFocus
          label={t(`${change}-reason`)}
          maxLength={rules?.short_text_max}
          problem={problems.reason ? t("reason-missing") : undefined}
        />
        <SubmitRow
          label={t(`${change}-confirm`)}
          kind={change === "cancel" ? "danger" : "primary"}
          problem={error}
          busy={isPending}
        >
          <Button kind="quiet" onClick={onKeep}>
            {t("keep")}
          </Button>
        </SubmitRow>
      </form>
    </Card>
  );
}
