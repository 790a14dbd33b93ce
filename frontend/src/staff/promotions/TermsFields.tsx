import { useTexts } from "../../i18n/useTexts";
import { CURRENCY } from "../../money/money";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import type { useFields } from "../../ui/form/useFields";
import styles from "../Rows.module.css";
import { AUDIENCES, FIELDS_OF, KINDS, type Kind, type Typed } from "./terms";

type Name = keyof Typed;
type Bind = ReturnType<typeof useFields<Name>>["field"];

const HINTED: readonly Name[] = ["code", "handles", "categories", "per_account"];

/** The fields of a promotion; what it takes off depends on its kind. */
export function TermsFields({
  values,
  field,
  problems,
}: {
  values: Typed;
  field: Bind;
  problems: Partial<Record<Name, boolean>>;
}) {
  const t = useTexts("staff/promotions", "promotions");
  const text = (name: Exclude<Name, "kind" | "audience" | "combinable">) => (
    <Field
      key={name}
      {...field(name)}
      label={t(name, { currency: CURRENCY })}
      hint={HINTED.includes(name) ? t(`${name as "code"}-hint`) : undefined}
      autoComplete="off"
      problem={problems[name] ? t("wrong") : undefined}
      {...(name.startsWith("valid_") && { type: "datetime-local" })}
    />
  );
  const choice = <Value extends string>(name: Name, options: readonly Value[], labelOf: (value: Value) => string) => (
    <SelectField
      name={name}
      label={t(name)}
      value={values[name] as Value}
      options={options.map((value) => ({ value, label: labelOf(value) }))}
      onChoose={field(name).onType}
    />
  );
  return (
    <>
      <div className={styles.fields}>
        {text("code")}
        {text("name_en")}
        {text("name_fr")}
      </div>
      <div className={styles.fields}>
        {choice("kind", KINDS, (kind) => t(`kind-${kind}`))}
        {FIELDS_OF[values.kind as Kind].map(text)}
        {choice("combinable", ["no", "yes"], (answer) => t(`combinable-${answer}`))}
      </div>
      <div className={styles.fields}>
        {text("subtotal")}
        {text("handles")}
        {text("categories")}
        {choice("audience", AUDIENCES, (audience) => t(`audience-${audience}`))}
      </div>
      <div className={styles.fields}>
        {text("valid_from")}
        {text("valid_until")}
        {text("uses_max")}
        {text("per_account")}
      </div>
    </>
  );
}
