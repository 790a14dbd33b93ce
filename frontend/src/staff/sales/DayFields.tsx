import { useTexts } from "../../i18n/useTexts";
import { Field } from "../../ui/form/Field";
import { salesTexts } from "./texts";

export interface Days {
  readonly since: string;
  readonly until: string;
}

/** Two fields for the first and the last day. */
export function DayFields({ days, onChange, hint }: { days: Days; onChange: (days: Days) => void; hint?: string }) {
  const t = useTexts(salesTexts);
  const field = (name: keyof Days) => ({
    label: t(name),
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
