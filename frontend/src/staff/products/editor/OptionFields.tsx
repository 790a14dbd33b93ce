import { useState } from "react";
import { MERCHANT_TEXT } from "../../../i18n/merchantText";
import { useTexts } from "../../../i18n/useTexts";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import forms from "../../../ui/form/Form.module.css";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import type { Option } from "./draft/draft";
import {
  addOption,
  addValues,
  canRemoveValue,
  nameOption,
  removeOption,
  removeValue,
  renameValue,
} from "./draft/matrix";
import type { EditorForm } from "./form";
import { useVariantsMax } from "./useVariantsMax";

const OPTIONS_MAX = 3;
const TEXT_MAX = 255;

/** The options of a product and their values, of which its variants are made. */
export function OptionFields({ form }: { form: EditorForm }) {
  const t = useTexts("staff/productEditor", "editor");
  const { options } = form.draft;
  return (
    <Card title={t("options")}>
      <p>{t("options-lead")}</p>
      {options.map((option, place) => (
        <OptionFieldset key={option.id} form={form} option={option} number={place + 1} />
      ))}
      {options.length < OPTIONS_MAX && (
        <div>
          <Button kind="secondary" onClick={() => form.edit(addOption)}>
            {t("add-option")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function OptionFieldset({ form, option, number }: { form: EditorForm; option: Option; number: number }) {
  const t = useTexts("staff/productEditor", "editor");
  const { id, name, values } = option;
  const called = name.trim() || t("option-name", { number });
  return (
    <fieldset className={styles.row}>
      <legend {...MERCHANT_TEXT}>
        <strong>{called}</strong>
      </legend>
      <div className={styles.beside}>
        <Field
          label={t("option-name", { number })}
          maxLength={TEXT_MAX}
          autoComplete="off"
          value={name}
          problem={form.problemOf(`option ${id}`)}
          onType={(text) => form.edit((before) => nameOption(before, id, text))}
        />
        <Button kind="quiet" onClick={() => form.edit((before) => removeOption(before, id))}>
          {t("remove-option", { number })}
        </Button>
      </div>
      <div className={styles.fields}>
        {values.map((value, place) => (
          <div key={value.id} className={styles.beside}>
            <Field
              label={t("value", { number: place + 1, option: called })}
              maxLength={TEXT_MAX}
              autoComplete="off"
              value={value.text}
              problem={form.problemOf(`value ${value.id}`)}
              onType={(text) => form.edit((before) => renameValue(before, id, value.id, text))}
            />
            {canRemoveValue(form.draft, id, value.id) && (
              <Button kind="quiet" onClick={() => form.edit((before) => removeValue(before, id, value.id))}>
                {t("remove-value", { value: value.text })}
              </Button>
            )}
          </div>
        ))}
      </div>
      <NewValues form={form} option={option} called={called} />
    </fieldset>
  );
}

/** Adds values to an option, unless that would be too many variants. */
function NewValues({ form, option, called }: { form: EditorForm; option: Option; called: string }) {
  const t = useTexts("staff/productEditor", "editor");
  const most = useVariantsMax();
  const [text, type] = useState("");
  const [isTooMany, refuse] = useState(false);
  const add = () => {
    const grown = addValues(form.draft, option.id, text, most);
    refuse(grown === null);
    if (grown === null) return;
    type("");
    form.edit(() => grown);
  };
  return (
    <div className={styles.beside}>
      <Field
        label={t("new-values", { option: called })}
        hint={t("new-values-hint")}
        autoComplete="off"
        value={text}
        problem={isTooMany ? t("too-many", { most }) : form.problemOf(`values ${option.id}`)}
        onType={type}
        onKeyDown={(event) => {
          // Enter adds the values, and does not send the form.
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <div className={forms.actions}>
        <Button kind="secondary" onClick={add}>
          {t("add-values")}
        </Button>
      </div>
    </div>
  );
}
