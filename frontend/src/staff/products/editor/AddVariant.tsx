import { useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { Button } from "../../../ui/form/Button";
import { SelectField } from "../../../ui/form/SelectField";
import styles from "../../Rows.module.css";
import { addVariant, firstMissing } from "./draft/matrix";
import type { EditorForm } from "./form";
import { useVariantsMax } from "./useVariantsMax";

/** Adds the variant of one combination of values that the product does not have. */
export function AddVariant({ form }: { form: EditorForm }) {
  const t = useTexts("staff/productEditor", "editor");
  const most = useVariantsMax();
  const { options, variants } = form.draft;
  const [chosen, choose] = useState<Readonly<Record<number, number>>>({});
  const missing = firstMissing(form.draft);
  if (missing === null || variants.length >= most) return null;
  const values = Object.fromEntries(
    options.map(({ id, values }) => [id, values.find((value) => value.id === chosen[id])?.id ?? missing[id] ?? -1]),
  );
  const add = () => {
    form.edit((before) => addVariant(before, values));
    choose({});
  };
  return (
    <fieldset className={styles.row}>
      <legend>
        <strong>{t("add-variant")}</strong>
      </legend>
      <div className={styles.fields}>
        {options.map((option) => (
          <SelectField
            key={option.id}
            label={option.name}
            value={String(values[option.id])}
            options={option.values.map(({ id, text }) => ({ value: String(id), label: text }))}
            onChoose={(id) => choose({ ...values, [option.id]: Number(id) })}
          />
        ))}
      </div>
      <div>
        <Button kind="secondary" onClick={add}>
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}
