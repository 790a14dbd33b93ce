import { useNavigate } from "react-router";
import type { ProductCounts } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY, parseMoney } from "../../money/money";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";
import { CountedFilters } from "../counts/CountedFilters";
import { useCounted } from "../counts/useCounted";
import { useCategories } from "../useCategories";
import styles from "./FilterBar.module.css";
import { type Filters, filterParams, SORTS } from "./filters";

/** The filters of the product list. Each change is a step in the browser's history; typing one price is one step. */
export function FilterBar({ filters, counts }: { filters: Filters; counts: ProductCounts | null }) {
  const t = useTexts("catalog", "list");
  const counted = useCounted();
  const categories = useCategories().data ?? [];
  const navigate = useNavigate();
  const [current, setCurrent] = useOptimisticValue(filters, (next) => {
    const isStillTyping =
      (filters.min !== "" && next.min !== filters.min) || (filters.max !== "" && next.max !== filters.max);
    navigate(`/products?${filterParams(next)}`, { replace: isStillTyping });
  });
  const change = (changed: Partial<Filters>) => setCurrent({ ...current, ...changed });
  const priceField = (name: "min" | "max") => {
    const typed = current[name];
    const isWrong = typed !== "" && parseMoney(typed, CURRENCY) === null;
    return {
      label: t(name),
      inputMode: "decimal" as const,
      value: typed,
      problem: isWrong ? t("bad-price") : undefined,
      onType: (text: string) => change({ [name]: text }),
    };
  };
  return (
    <search className={styles.bar} aria-label={t("filters")}>
      <SelectField
        label={t("category")}
        value={current.category}
        options={[
          { value: "", label: t("any-category") },
          ...categories.map(({ category, name }) => ({
            value: category,
            label: counted(
              name,
              counts?.categories.find(({ value }) => value === category),
            ),
            lang: "en",
          })),
        ]}
        onChoose={(category) => change({ category })}
      />
      <Field {...priceField("min")} />
      <Field {...priceField("max")} />
      <SelectField
        label={t("sort")}
        value={current.sort}
        options={SORTS.map((value) => ({ value, label: t(`sort-${value}`) }))}
        onChoose={(sort) => change({ sort })}
      />
      <CountedFilters filters={current} counts={counts} change={change} />
    </search>
  );
}
