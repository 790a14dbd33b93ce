import type { StaffActionView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import styles from "../Rows.module.css";
import type { ActivityFilters } from "./useActivity";

/** The fields by which the log is filtered: who acted, what they did, to what, and on which days. */
export function ActivityFiltersForm({
  filters,
  onChange,
}: {
  filters: ActivityFilters;
  onChange: (filters: ActivityFilters) => void;
}) {
  const t = useTexts("staff/activity", "log");
  const ta = useTexts("staff/activity", "actions");
  const field = (name: keyof ActivityFilters, type: "search" | "date") => ({
    label: t(name === "action" ? "did" : name),
    type,
    value: filters[name],
    onType: (typed: string) => onChange({ ...filters, [name]: typed }),
  });
  const actions = ta.keys().map((value) => ({ value, label: ta(value as StaffActionView["action"]) }));
  return (
    <search className={styles.filters}>
      <Field {...field("email", "search")} maxLength={254} autoComplete="off" />
      <SelectField
        label={t("did")}
        value={filters.action}
        options={[{ value: "", label: t("anything") }, ...actions]}
        onChoose={(action) => onChange({ ...filters, action })}
      />
      <Field {...field("subject", "search")} hint={t("subjectHint")} maxLength={200} autoComplete="off" />
      <Field {...field("from", "date")} />
      <Field {...field("to", "date")} />
    </search>
  );
}
