import { useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { CURRENCY } from "../../../money/money";
import { useMay } from "../../../session/useMay";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import styles from "../../Rows.module.css";
import { isCounted, typeForAll } from "./draft/draft";
import type { EditorForm } from "./form";

const NAMES = ["price", "weight", "stock"] as const;
type Name = (typeof NAMES)[number];

/** Fills in the same price, weight or stock for all variants that have such a field. */
export function ForAllFields({ form }: { form: EditorForm }) {
  const t = useTexts("staff/productEditor", "editor");
  const may = useMay();
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>({ price: "", weight: "", stock: "" });
  const { variants } = form.draft;
  const has: Readonly<Record<Name, boolean>> = {
    price: variants.some(({ saved }) => saved === null),
    weight: true,
    stock: may("inventory.adjust") && variants.some(isCounted),
  };
  const shown = NAMES.filter((name) => has[name]);
  const fill = () => {
    for (const name of shown) if (typed[name] !== "") form.edit((before) => typeForAll(before, name, typed[name]));
    setTyped({ price: "", weight: "", stock: "" });
  };
  return (
    <fieldset className={styles.row}>
      <legend>
        <strong>{t("for-all")}</strong>
      </legend>
      <div className={styles.fields}>
        {shown.map((name) => (
          <Field
            key={name}
            label={t(`for-all-${name}`, { currency: CURRENCY })}
            inputMode={name === "price" ? "decimal" : "numeric"}
            autoComplete="off"
            value={typed[name]}
            onType={(text) => setTyped({ ...typed, [name]: text })}
          />
        ))}
      </div>
      <div>
        <Button kind="secondary" onClick={fill}>
          {t("fill-all")}
        </Button>
      </div>
    </fieldset>
  );
}
