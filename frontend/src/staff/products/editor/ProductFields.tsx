import { useCategories } from "../../../catalog/useCategories";
import { useTexts } from "../../../i18n/useTexts";
import { Field } from "../../../ui/form/Field";
import { SelectField } from "../../../ui/form/SelectField";
import { SuggestField } from "../../../ui/form/SuggestField";
import { TextArea } from "../../../ui/form/TextArea";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import type { Parcel, ProductText } from "./draft/draft";
import type { EditorForm } from "./form";
import { useVendors } from "./useVendors";

const TEXT_MAX = 255;
const TAX_CLASSES = ["standard", "reduced", "none"] as const;

/** The fields of a product itself. Its handle never changes, so only a new product's is typed. */
export function ProductFields({ form, isNew }: { form: EditorForm; isNew: boolean }) {
  const t = useTexts("staff/productEditor", "editor");
  const { typed, taxClass, parcel } = form.draft;
  const categories = useCategories().data ?? [];
  const vendors = useVendors();
  const text = (name: ProductText) => ({
    name,
    label: t(name),
    value: typed[name],
    problem: form.problemOf(name),
    autoComplete: "off",
    onType: (text: string) => form.edit((before) => ({ ...before, typed: { ...before.typed, [name]: text } })),
  });
  const parcels: readonly Parcel[] = parcel === "mixed" ? ["mixed", "yes", "no"] : ["yes", "no"];
  return (
    <Card title={t("about")}>
      <Field {...text("title")} maxLength={TEXT_MAX} />
      {isNew && <Field {...text("handle")} hint={t("handle-hint")} maxLength={200} />}
      <TextArea {...text("description")} hint={t("description-hint")} rows={8} maxLength={50_000} />
      <div className={styles.fields}>
        <SuggestField
          {...text("product_type")}
          hint={t("category-hint")}
          maxLength={TEXT_MAX}
          known={categories.map(({ name }) => name)}
        />
        <SuggestField {...text("vendor")} maxLength={TEXT_MAX} known={vendors} />
        <Field {...text("tags")} hint={t("tags-hint")} />
        <SelectField
          label={t("tax-class")}
          value={taxClass}
          options={TAX_CLASSES.map((value) => ({ value, label: t(`tax-class-${value}`) }))}
          onChoose={(taxClass) => form.edit((before) => ({ ...before, taxClass }))}
        />
        <SelectField
          label={t("parcel")}
          value={parcel}
          options={parcels.map((value) => ({ value, label: t(`parcel-${value}`) }))}
          onChoose={(parcel) => form.edit((before) => ({ ...before, parcel }))}
        />
      </div>
    </Card>
  );
}
