import { useState } from "react";
import type { PriceInput, VariantView } from "../../../api/schema";
import { MERCHANT_TEXT } from "../../../i18n/merchantText";
import { useTexts } from "../../../i18n/useTexts";
import { SubmitRow } from "../../../queries/SubmitRow";
import { Notice } from "../../../ui/feedback/Notice";
import { Field } from "../../../ui/form/Field";
import form from "../../../ui/form/Form.module.css";
import { useForm } from "../../../ui/form/useForm";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import type { Report } from "../../useRefused";
import type { StaffProduct } from "../useStaffProduct";
import { OddPricesDialog } from "./OddPricesDialog";
import { changedPrices, checkPrices, oddPrices, type PriceProblems, type TypedPrice } from "./prices";
import { usePrices } from "./usePrices";

/** Sets the prices of a product's variants; only those that changed are sent. It asks about odd ones. */
export function PricesForm({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/products", "product");
  const { currency, variants } = product;
  const { typed, type, set } = usePrices(product, report);
  const [asked, ask] = useState<readonly PriceInput[]>([]);
  const { problems, props } = useForm(
    typed,
    (prices) => checkPrices(prices, currency),
    (prices) => {
      const changed = changedPrices(prices, variants, currency);
      if (oddPrices(changed).length > 0) ask(changed);
      else if (changed.length > 0) set.send(changed);
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
            onType={(price) => type(variant.sku, price)}
          />
        ))}
        <div role="status">{isSaved && <Notice tone="good">{t("prices-set")}</Notice>}</div>
        <SubmitRow label={t("set-prices")} problem={set.problem} busy={set.isPending} />
      </form>
      {asked.length > 0 && (
        <OddPricesDialog prices={asked} currency={currency} onConfirm={() => set.send(asked)} onClose={() => ask([])} />
      )}
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
  const t = useTexts("staff/products", "product");
  return (
    <fieldset className={styles.fields}>
      <legend {...MERCHANT_TEXT}>
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
