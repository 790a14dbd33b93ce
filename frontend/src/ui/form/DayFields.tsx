import { Field } from "./Field";

export interface Days {
  readonly since: string;
  readonly until: string;
}

interface Props {
  days: Days;
  labels: Days;
  hint?: string;
  onChange: (days: Days) => void;
}

/** Two fields for the first and the last day. */
export function DayFields({ days, labels, hint, onChange }: Props) {
  const field = (name: keyof Days) => ({
    label: labels[name],
    type: "date",
    value: days[name],
    // Whoever clears a field is about to choose another day.
    onType: (typed: string) => typed && onChange({ ...days, [name]: typed }),
    ...(hint === undefined ? {} : { hint }),
  });
  return (
    <>
      <Field {...field("since")} />
      <Field {...field("until")} />
    </>
  );
}
