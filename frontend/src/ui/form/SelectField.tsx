import type { ComponentProps } from "react";
import { type Described, FieldFrame } from "./FieldFrame";

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The label's language, where it differs from the page's. */
  readonly lang?: string;
}

interface Props<Value extends string> extends Described, Omit<ComponentProps<"select">, "id" | "onChange"> {
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
}

/** A labelled list of options, one of which is chosen. */
export function SelectField<Value extends string>({
  label,
  hint,
  problem,
  options,
  onChoose,
  ...select
}: Props<Value>) {
  return (
    <FieldFrame label={label} hint={hint} problem={problem}>
      {(connection) => (
        <select {...select} {...connection} onChange={(event) => onChoose(event.target.value as Value)}>
          {options.map(({ value, label, lang }) => (
            <option key={value} value={value} lang={lang}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
