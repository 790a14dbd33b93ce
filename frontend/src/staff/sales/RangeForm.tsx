import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import styles from "../Rows.module.css";
import { salesTexts } from "./texts";
import { lastDays, type Range } from "./useSales";

const CHOICES = [
  ["today", 1],
  ["week", 7],
  ["month", 31],
] as const;

/** The days to show: two fields, and a button for those that are asked for most. */
export function RangeForm({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const t = useTexts(salesTexts);
  const field = (name: keyof Range) => ({
    label: t(name),
    type: "date",
    value: range[name],
    // Whoever clears a field is about to choose another day.
    onType: (typed: string) => typed && onChange({ ...range, [name]: typed }),
  });
  return (
    <search aria-label={t("range")}>
      <div className={styles.filters}>
        <Field {...field("since")} hint={t("hint")} />
        <Field {...field("until")} hint={t("hint")} />
      </div>
      <div className={form.actions}>
        {CHOICES.map(([name, days]) => (
          <Button key={name} kind="quiet" onClick={() => onChange(lastDays(days))}>
            {t(name)}
          </Button>
        ))}
      </div>
    </search>
  );
}
