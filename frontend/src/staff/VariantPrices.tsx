import type { VariantView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/Field";
import type { TypedPrice } from "./prices";
import { productStaffTexts } from "./productTexts";
import styles from "./Rows.module.css";

/** What a variant costs, and what it did before. */
export function VariantPrices({
  variant,
  typed,
  problems,
  onType,
}: {
  variant: VariantView;
  typed: TypedPrice;
  problems: Readonly<Record<string, boolean | undefined>>;
  onType: (typed: TypedPrice) => void;
}) {
  const t = useTexts(productStaffTexts);
  const { sku, option_values } = variant;
  const problem = (field: keyof TypedPrice) => (problems[`${sku} ${field}`] ? t("price-wrong") : undefined);
  return (
    <fieldset className={styles.fields}>
      <legend lang="en">
        <strong>{option_values.join(", ") || sku}</strong>
        <span className={styles.soft}>{sku}</span>
      </legend>
      <Field
        label={t("price")}
        inputMode="decimal"
        autoComplete="off"
        value={typed.price}
        problem={problem("price")}
        onChange={(event) => onType({ ...typed, price: event.target.value })}
      />
      <Field
        label={t("former")}
        inputMode="decimal"
        autoComplete="off"
        value={typed.former}
        problem={problem("former")}
        onChange={(event) => onType({ ...typed, former: event.target.value })}
      />
    </fieldset>
  );
}
