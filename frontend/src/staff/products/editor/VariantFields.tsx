import { memo } from "react";
import { MERCHANT_TEXT } from "../../../i18n/merchantText";
import { useTexts } from "../../../i18n/useTexts";
import { CURRENCY } from "../../../money/money";
import { useMay } from "../../../session/useMay";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import { AddVariant } from "./AddVariant";
import { isCounted, typeVariant, VARIANT_TEXTS, type Variant, type VariantText, valueTexts } from "./draft/draft";
import { removeVariant } from "./draft/matrix";
import { ForAllFields } from "./ForAllFields";
import type { EditorForm } from "./form";

/** The variants of a product: one for each combination of values that it is sold in. */
export function VariantFields({ form }: { form: EditorForm }) {
  const t = useTexts("staff/productEditor", "editor");
  const { options, variants } = form.draft;
  return (
    <Card title={t("variants", { count: variants.length })}>
      {variants.length > 1 && <ForAllFields form={form} />}
      {variants.map((variant) => (
        <VariantFieldset
          key={variant.id}
          variant={variant}
          name={valueTexts(options, variant).join(" / ") || t("only")}
          // As one text, so that a variant is drawn again only when its own problems change.
          problems={JSON.stringify(
            [...VARIANT_TEXTS, "options"].map((name) => form.problemOf(`${variant.id} ${name}`)),
          )}
          isOnly={variants.length === 1}
          edit={form.edit}
        />
      ))}
      {options.length > 0 && <AddVariant form={form} />}
    </Card>
  );
}

const VariantFieldset = memo(function VariantFieldset({
  variant,
  name,
  problems,
  isOnly,
  edit,
}: {
  variant: Variant;
  name: string;
  problems: string;
  isOnly: boolean;
  edit: EditorForm["edit"];
}) {
  const t = useTexts("staff/productEditor", "editor");
  const may = useMay();
  const { id, saved, typed } = variant;
  const found: (string | null)[] = JSON.parse(problems);
  const text = (field: VariantText) => ({
    value: typed[field],
    autoComplete: "off",
    problem: found[VARIANT_TEXTS.indexOf(field)],
    onType: (entered: string) => edit((before) => typeVariant(before, id, field, entered)),
  });
  const hasOtherSku = saved !== null && isCounted(variant);
  return (
    <fieldset className={styles.row}>
      <legend {...MERCHANT_TEXT}>
        <strong>{name}</strong>
      </legend>
      {found.at(-1) && <p role="alert">{found.at(-1)}</p>}
      <div className={styles.fields}>
        {saved === null && <Field {...text("price")} label={t("price", { currency: CURRENCY })} inputMode="decimal" />}
        <Field
          {...text("sku")}
          label={t("sku")}
          maxLength={120}
          hint={hasOtherSku ? t("other-sku-hint", { sku: saved.sku }) : undefined}
        />
        <Field {...text("weight")} label={t("weight")} inputMode="numeric" maxLength={8} />
        <Field {...text("barcode")} label={t("barcode")} maxLength={255} />
        {isCounted(variant) && may("inventory.adjust") && (
          <Field {...text("stock")} label={t("stock")} inputMode="numeric" maxLength={7} />
        )}
      </div>
      {!isOnly && (
        <div>
          <Button
            kind="quiet"
            aria-label={t("remove-variant", { variant: name })}
            onClick={() => edit((before) => removeVariant(before, id))}
          >
            {t("remove")}
          </Button>
        </div>
      )}
    </fieldset>
  );
});
