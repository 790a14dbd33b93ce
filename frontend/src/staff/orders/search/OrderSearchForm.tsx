import { useTexts } from "../../../i18n/useTexts";
import { STATES } from "../../../orders/states";
import { Field } from "../../../ui/form/Field";
import { SelectField } from "../../../ui/form/SelectField";
import styles from "../../Rows.module.css";
import type { OrderSearch } from "./useOrderSearch";

interface Props {
  search: OrderSearch;
  onChange: (search: OrderSearch) => void;
  /** Whether orders are looked for, in any state or in one; otherwise the page has a list for each state. */
  isSearching: boolean;
}

/** The fields by which an order is found: what is known of it, the days on which it was placed, and its state. */
export function OrderSearchForm({ search, onChange, isSearching }: Props) {
  const t = useTexts("staff/orders", "search");
  const to = useTexts("orders", "order");
  const field = (name: keyof OrderSearch, type: "search" | "date") => ({
    label: t(name),
    type,
    value: search[name],
    onType: (typed: string) => onChange({ ...search, [name]: typed }),
  });
  return (
    <search className={styles.filters}>
      <Field {...field("text", "search")} hint={t("hint")} maxLength={200} autoComplete="off" spellCheck={false} />
      <Field {...field("from", "date")} />
      <Field {...field("to", "date")} />
      {isSearching && (
        <SelectField
          label={t("state")}
          value={search.state}
          options={[{ value: "", label: t("any") }, ...STATES.map((value) => ({ value, label: to(`state-${value}`) }))]}
          onChoose={(state) => onChange({ ...search, state })}
        />
      )}
    </search>
  );
}
