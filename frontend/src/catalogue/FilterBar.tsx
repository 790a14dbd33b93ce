import { useNavigate } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { parseMoney } from "../money/money";
import { Field } from "../ui/Field";
import { SelectField } from "../ui/SelectField";
import { useShown } from "../ui/useShown";
import { CURRENCY } from "./currency";
import styles from "./FilterBar.module.css";
import { type Filters, SORTS, type Sort, writeFilters } from "./filters";
import { catalogueTexts } from "./texts";
import { useCategories } from "./useCategories";

/** Narrows the list as it is used; each change is a step that "back" undoes, but typing a price is one. */
export function FilterBar({ filters }: { filters: Filters }) {
  const t = useTexts(catalogueTexts);
  const categories = useCategories().data ?? [];
  const navigate = useNavigate();
  const [shown, show] = useShown(filters, (next) => {
    const isTypedOn =
      (filters.min !== "" && next.min !== filters.min) || (filters.max !== "" && next.max !== filters.max);
    navigate(`/products?${writeFilters(next)}`, { replace: isTypedOn });
  });
  const narrow = (change: Partial<Filters>) => show({ ...shown, ...change });
  const priceProblem = (typed: string) =>
    typed !== "" && parseMoney(typed, CURRENCY) === null ? t("bad-price") : undefined;
  return (
    <search className={styles.bar} aria-label={t("filters")}>
      <SelectField
        label={t("category")}
        value={shown.category}
        onChange={(event) => narrow({ category: event.target.value })}
      >
        <option value="">{t("any-category")}</option>
        {categories.map(({ category, name }) => (
          <option key={category} value={category} lang="en">
            {name}
          </option>
        ))}
      </SelectField>
      <Field
        label={t("from")}
        inputMode="decimal"
        value={shown.min}
        problem={priceProblem(shown.min)}
        onChange={(event) => narrow({ min: event.target.value })}
      />
      <Field
        label={t("to")}
        inputMode="decimal"
        value={shown.max}
        problem={priceProblem(shown.max)}
        onChange={(event) => narrow({ max: event.target.value })}
      />
      <SelectField
        label={t("sort")}
        value={shown.sort}
        onChange={(event) => narrow({ sort: event.target.value as Sort })}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort-${sort}`)}
          </option>
        ))}
      </SelectField>
    </search>
  );
}
