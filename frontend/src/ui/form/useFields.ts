import { useState } from "react";

/** Holds the text of a form's fields; `field(name)` are the props that bind an input to one of them. */
export function useFields<Name extends string>(initial: Readonly<Record<Name, string>>) {
  const [values, setValues] = useState(initial);
  const field = <Field extends Name>(name: Field) => ({
    name,
    value: values[name],
    onType: (text: string) => setValues((before) => ({ ...before, [name]: text })),
  });
  return { values, field, reset: () => setValues(initial) };
}
