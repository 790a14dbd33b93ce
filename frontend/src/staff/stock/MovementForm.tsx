import { useState } from "react";
import { dataOf } from "../../api/client";
import { usePrewarmBefore } from "../../api/usePrewarm";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { useShopRules } from "../../session/useShopRules";
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
import { parseQuantity } from "./quantity";

interface MovementBody {
  readonly quantity: number;
  readonly reason: string;
}

/** Adds to the stock of a SKU or takes from it. */
export function MovementForm({ sku }: { sku: string }) {
  const t = useTexts("staff/stock", "stock");
  const movement = useMovement(sku);
  return (
    <Card>
      {movement.result && <Notice tone="good">{t("moved", { count: movement.result.on_hand })}</Notice>}
      {/* The key empties the fields after each movement. */}
      <MovementFields key={movement.count} sku={sku} movement={movement} />
    </Card>
  );
}

function MovementFields({ sku, movement }: { sku: string; movement: Movement }) {
  const t = useTexts("staff/stock", "stock");
  const { values, field } = useFields({ quantity: "", reason: "" });
  const rules = useShopRules();
  const parse = (typed: string) => parseQuantity(typed, rules?.stock_movement_max);
  const { problems, props } = useForm(
    values,
    ({ quantity, reason }) => ({ quantity: parse(quantity) === null, reason: reason.trim() === "" }),
    ({ quantity, reason }) => movement.send({ quantity: parse(quantity) ?? 0, reason: reason.trim() }),
  );
  const wake = usePrewarmBefore(`/api/staff/stock/${encodeURIComponent(sku)}/movements`);
  return (
    <form {...props} className={form.form} aria-label={t("move-sku", { sku })} onFocus={wake}>
      <fieldset className={styles.fields} disabled={movement.unanswered !== null}>
        <Field
          {...field("quantity")}
          label={t("quantity")}
          hint={t("quantity-hint")}
          autoComplete="off"
          maxLength={9}
          problem={problems.quantity ? t("quantity-wrong") : undefined}
        />
        <ReasonField {...field("reason")} isMissing={problems.reason} />
      </fieldset>
      <IdempotentSubmit mutation={movement} label={t("move-confirm")} />
    </form>
  );
}

/** Moves stock; `count` is the number of movements made so far. */
function useMovement(sku: string) {
  const { api } = useShop();
  const [count, setCount] = useState(0);
  const mutation = useIdempotentMutation(
    `movement ${sku}`,
    ({ key, body }: { key: string; body: MovementBody }) => {
      const params = { path: { sku }, header: { "Idempotency-Key": key } };
      return dataOf(api.POST("/api/staff/stock/{sku}/movements", { params, body }));
    },
    () => setCount((before) => before + 1),
  );
  return { ...mutation, count };
}

type Movement = ReturnType<typeof useMovement>;
