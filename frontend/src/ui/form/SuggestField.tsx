import { useId } from "react";
import { Field, type FieldProps } from "./Field";

/** A labelled input that suggests known values, and takes any other. */
export function SuggestField({ known, ...field }: FieldProps & { known: readonly string[] }) {
  const list = useId();
  return (
    <>
      <Field {...field} list={list} />
      <datalist id={list}>
        {known.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  );
}
