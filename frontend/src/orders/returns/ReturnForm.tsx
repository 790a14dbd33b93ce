import { useState } from "react";
import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShopRules } from "../../session/useShopRules";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import styles from "../../ui/form/Form.module.css";
import { SelectField } from "../../ui/form/SelectField";
import { useFields } from "../../ui/form/useFields";
import { Card } from "../../ui/page/Card";
import { useOrderChange } from "../detail/useOrderChange";
import { chosenLines, returnableLines } from "./lines";

/** Asks what is sent back, all of it unless the shopper chooses less, and announces its return. A reason is optional. */
export function ReturnForm({
  order,
  email,
  isWithdrawal,
  onKeep,
}: {
  order: OrderView;
  email: string | null;
  isWithdrawal: boolean;
  onKeep: () => void;
}) {
  const t = useTexts("orders", "order");
  const tr = useTexts("returns", "returns");
  const rules = useShopRules();
  const lines = returnableLines(order);
  const { values, field } = useFields({ reason: "" });
  const [quantities, choose] = useState<Readonly<Record<string, number>>>({});
  const [isEmpty, setEmpty] = useState(false);
  const { mutate, isPending, error } = useOrderChange(order.number, email);
  const send = () => {
    const chosen = chosenLines(lines, quantities);
    setEmpty(chosen.length === 0);
    if (chosen.length > 0 && !isPending) mutate({ change: "return", reason: values.reason.trim(), lines: chosen });
  };
  return (
    <Card>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {lines.map(({ sku, title, returnable }) => (
          <SelectField
            key={sku}
            label={tr("quantity", { title })}
            value={String(quantities[sku] ?? returnable)}
            options={Array.from({ length: returnable + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
            problem={isEmpty ? tr("nothing-chosen") : undefined}
            onChoose={(quantity) => choose({ ...quantities, [sku]: Number(quantity) })}
          />
        ))}
        <Field {...field("reason")} autoFocus label={t("return-reason")} maxLength={rules?.short_text_max} />
        <SubmitRow label={isWithdrawal ? tr("withdraw-confirm") : t("return-confirm")} problem={error} busy={isPending}>
          <Button kind="quiet" onClick={onKeep}>
            {t("keep")}
          </Button>
        </SubmitRow>
      </form>
    </Card>
  );
}
