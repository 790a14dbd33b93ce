import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { DayFields, type Days } from "../../ui/form/DayFields";
import form from "../../ui/form/Form.module.css";
import styles from "../Rows.module.css";
import { lastDays } from "./useSales";

const CHOICES = [
  ["today", 1],
  ["week", 7],
  ["month", 31],
] as const;

/** The days to show: two fields, and a button for those that are asked for most. */
export function RangeForm({ range, onChange }: { range: Days; onChange: (range: Days) => void }) {
  const t = useTexts("staff/sales", "sales");
  const labels = { since: t("since"), until: t("until") };
  return (
    <search aria-label={t("range")}>
      <div className={styles.filters}>
        <DayFields days={range} labels={labels} hint={t("hint")} onChange={onChange} />
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
