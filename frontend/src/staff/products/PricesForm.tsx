import { useState } from "react";
import { dataOf } from "../../api/client";
import type { PriceInput, ProductView, VariantView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import styles from "../Rows.module.css";
import { useStaffMutation } from "../useStaffMutation";
import { changedPrices, checkPrices, type PriceProblems, type TypedPrice, typedPrices } from "./prices";
import { staffProductTexts } from "./texts";

/** Sets the prices of a product's variants; only those that changed are sent. */
export function PricesForm({ product }: { product: ProductView }) {
  const t = useTexts(staffProductTexts);
  const { api } = useShop();
  const { handle, currency, variants } = product;
  const [typed, setTyped] = useState(() => typedPrices(variants, currency));
  const set = useStaffMutation(
    `prices ${handle}`,
    (prices: PriceInput[]) =>
      dataOf(api.PUT("/api/staff/products/{handle}/prices", { params: { path: { handle } }, body: { prices } })),
    { changes: ["product"] },
  );
  const { problems, props } = useForm(
    typed,
    (prices) => checkPrices(prices, currency),
    (prices) => {
      const changed = changedPrices(prices, variants, currency);
      if (changed.length > 0) set.send(changed);
    },
  );
  const isSaved = set.result !== undefined && changedPrices(typed, set.result.variants, currency).length === 0;
  return (
    <Card title={t("prices")}>
      <form {...props} className={form.form}>
        {variants.map((variant) => (
          <VariantPrices
            key={variant.sku}
            variant={variant}
            typed={typed[variant.sku] ?? { price: "", former: "" }}
            problems={problems}
            onType={(price) => setTyped({ ...typed, [variant.sku]: price })}
          />
        ))}
        <div role="status">{isSaved && <Notice tone="good">{t("prices-set")}</Notice>}</div>
        <SubmitRow label={t("set-prices")} problem={set.problem} busy={set.isPending} />
      </form>
    </Card>
  );
}

/** The price and the former price of a variant. */
function VariantPrices({
  variant: { sku, option_values },
  typed,
  problems,
  onType,
}: {
  variant: VariantView;
  typed: TypedPrice;
  problems: PriceProblems;
  onType: (typed: TypedPrice) => void;
}) {
  const t = useTexts(staffProductTexts);
  return (
    <fieldset className={styles.fields}>
      <legend lang="en">
        <strong>{option_values.join(", ") || sku}</strong>
        <span className={styles.soft}>{sku}</span>
      </legend>
      {(["price", "former"] as const).map((name) => (
        <Field
          key={name}
          label={t(name)}
          inputMode="decimal"
          autoComplete="off"
          value={typed[name]}
          problem={problems[`${sku} ${name}`] ? t("price-wrong") : undefined}
          onType={(text) => onType({ ...typed, [name]: text })}
        />
      ))}
    </fieldset>
  );
}
