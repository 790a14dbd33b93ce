import { type ComponentProps, useId } from "react";
import styles from "./Field.module.css";

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The label's language, where it differs from the page's. */
  readonly lang?: string;
}

interface Props<Value extends string> extends Omit<ComponentProps<"select">, "id" | "onChange"> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
}

/** A labelled list of options, one of which is chosen. */
export function SelectField<Value extends string>({ label, options, onChoose, ...select }: Props<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} className={styles.input} onChange={(event) => onChoose(event.target.value as Value)}>
        {options.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
