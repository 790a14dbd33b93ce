import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShopRules } from "../../session/useShopRules";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { useOrderChange } from "./useOrderChange";

/** Asks for the reason, which is optional, then cancels the order. */
export function CancelForm({
  number,
  email,
  isWithdrawal,
  onKeep,
}: {
  number: string;
  email: string | null;
  isWithdrawal: boolean;
  onKeep: () => void;
}) {
  const t = useTexts("orders", "order");
  const tr = useTexts("returns", "returns");
  const rules = useShopRules();
  const { values, field } = useFields({ reason: "" });
  const { mutate, isPending, error } = useOrderChange(number, email);
  const { props } = useForm(
    values,
    () => ({}),
    ({ reason }) => {
      if (!isPending) mutate({ change: "cancel", reason: reason.trim() });
    },
  );
  return (
    <Card>
      <form {...props} className={styles.form}>
        <Field {...field("reason")} autoFocus label={t("cancel-reason")} maxLength={rules?.short_text_max} />
        <SubmitRow
          label={isWithdrawal ? tr("withdraw-confirm") : t("cancel-confirm")}
          kind="danger"
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
