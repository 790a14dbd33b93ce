import { useState } from "react";
import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../shop/useShopRules";
import { compact } from "../ui/compact";
import { Field } from "../ui/Field";
import form from "../ui/Form.module.css";
import { useForm } from "../ui/useForm";
import { readMovement } from "./movements";
import { OnceButton } from "./OnceButton";
import { ReasonField } from "./ReasonField";
import styles from "./Rows.module.css";
import { stockTexts } from "./stockTexts";
import type { MoveStock } from "./useMovement";

export function MovementFields({ sku, movement }: { sku: string; movement: MoveStock }) {
  const t = useTexts(stockTexts);
  const [values, setValues] = useState({ quantity: "", reason: "" });
  const rules = useShopRules();
  const read = (quantity: string) => readMovement(quantity, rules?.stock_movement_max);
  const check = ({ quantity, reason }: typeof values) =>
    compact({ quantity: read(quantity) === null ? true : null, reason: reason.trim() === "" ? true : null });
  const { problems, props } = useForm(values, check, ({ quantity, reason }) => {
    const moved = read(quantity);
    if (moved !== null) movement.send({ quantity: moved, reason: reason.trim() });
  });
  return (
    <form {...props} className={form.form} aria-label={t("move-sku", { sku })}>
      <fieldset className={styles.fields} disabled={movement.open !== null}>
        <Field
          label={t("quantity")}
          hint={t("quantity-hint")}
          autoComplete="off"
          maxLength={9}
          value={values.quantity}
          problem={problems.quantity ? t("quantity-wrong") : undefined}
          onChange={(event) => setValues({ ...values, quantity: event.target.value })}
        />
        <ReasonField
          value={values.reason}
          isMissing={problems.reason !== undefined}
          onType={(reason) => setValues({ ...values, reason })}
        />
      </fieldset>
      <OnceButton once={movement} label={t("move-confirm")} />
    </form>
  );
}
