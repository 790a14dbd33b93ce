import { useState } from "react";
import { answerOf } from "../api/client";
import type { PriceGiven, ProductView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { changedPrices, isPrice, type TypedPrices, typedPrices } from "./prices";
import { productStaffTexts } from "./productTexts";
import { useChange } from "./useChange";
import { VariantPrices } from "./VariantPrices";

/** The prices of all variants; only those that were changed are sent. */
export function PricesForm({ product }: { product: ProductView }) {
  const t = useTexts(productStaffTexts);
  const { api } = useShop();
  const { handle, currency, variants } = product;
  const [typed, setTyped] = useState(() => typedPrices(variants, currency));
  const set = useChange(
    `prices ${handle}`,
    (prices: PriceGiven[]) =>
      answerOf(api.PUT("/api/staff/products/{handle}/prices", { params: { path: { handle } }, body: { prices } })),
    { changes: ["product"] },
  );
  const check = (given: TypedPrices) => Object.fromEntries(wrongIn(given, currency).map((field) => [field, true]));
  const { problems, props } = useForm(typed, check, (given) => {
    const prices = changedPrices(given, variants, currency);
    if (prices.length > 0) set.send(prices);
  });
  const isSaved = set.done !== undefined && changedPrices(typed, set.done.variants, currency).length === 0;
  return (
    <form {...props} className={`${form.form} ${form.card}`} aria-labelledby="prices">
      <h2 id="prices">{t("prices")}</h2>
      {variants.map((variant) => (
        <VariantPrices
          key={variant.sku}
          variant={variant}
          typed={typed[variant.sku] ?? { price: "", former: "" }}
          problems={problems}
          onType={(price) => setTyped({ ...typed, [variant.sku]: price })}
        />
      ))}
      {set.problem && <ProblemNotice problem={set.problem} />}
      <div role="status">{isSaved && <Notice tone="good">{t("prices-set")}</Notice>}</div>
      <div className={form.actions}>
        <Button type="submit" busy={set.isBusy}>
          {t("set-prices")}
        </Button>
      </div>
    </form>
  );
}

function wrongIn(given: TypedPrices, currency: string): string[] {
  return Object.entries(given).flatMap(([sku, { price, former }]) => [
    ...(isPrice(price, currency) ? [] : [`${sku} price`]),
    ...(former === "" || isPrice(former, currency) ? [] : [`${sku} former`]),
  ]);
}
