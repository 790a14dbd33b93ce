import type { ProductCounts } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY } from "../../money/money";
import { useMoney } from "../../money/useMoney";
import { SelectField } from "../../ui/form/SelectField";
import type { Filters } from "../list/filters";
import styles from "./CountedFilters.module.css";
import { limitsOf, optionLabel, rangeOf, valuesWith } from "./counted";
import { useCounted } from "./useCounted";

interface Props {
  filters: Filters;
  counts: ProductCounts | null;
  change: (changed: Partial<Filters>) => void;
}

/** The filters of which each value shows how many products it would find. */
export function CountedFilters({ filters, counts, change }: Props) {
  const t = useTexts("catalog", "list");
  const counted = useCounted();
  const choice = (name: "vendor" | "option", values: ProductCounts["vendors"], show: (value: string) => string) => (
    <SelectField
      label={t(name)}
      value={filters[name]}
      options={[
        { value: "", label: t(`any-${name}`) },
        ...valuesWith(filters[name], values).map(({ value, count }) => ({ value, label: counted(show(value), count) })),
      ]}
      onChoose={(value) => change({ [name]: value })}
    />
  );
  const only = (name: "available" | "reduced") => (
    <label>
      <input
        type="checkbox"
        checked={filters[name] !== ""}
        onChange={({ target }) => change({ [name]: target.checked ? "true" : "" })}
      />{" "}
      {counted(t(name), counts ? { products: counts[name], more: counts.more } : undefined)}
    </label>
  );
  return (
    <>
      {choice("vendor", counts?.vendors ?? [], (vendor) => vendor)}
      {choice("option", counts?.options ?? [], optionLabel)}
      <PriceRanges filters={filters} counts={counts} change={change} />
      <div className={styles.only}>
        {only("available")}
        {only("reduced")}
      </div>
    </>
  );
}

function PriceRanges({ filters, counts, change }: Props) {
  const t = useTexts("catalog", "list");
  const counted = useCounted();
  const money = useMoney();
  const ranges = counts?.prices ?? [];
  const label = ({ price_min_minor: min, price_max_minor: max }: (typeof ranges)[number]) => {
    const values = { min: money(min, CURRENCY), max: max === null ? "" : money(max, CURRENCY) };
    return max === null ? t("price-from", { price: values.min }) : t("price-range", values);
  };
  return (
    <SelectField
      label={t("price")}
      value={String(rangeOf(filters, ranges)?.price_min_minor ?? "")}
      options={[
        { value: "", label: t("any-price") },
        ...ranges.map((range) => ({ value: String(range.price_min_minor), label: counted(label(range), range) })),
      ]}
      onChoose={(value) => change(limitsOf(ranges.find((range) => String(range.price_min_minor) === value)))}
    />
  );
}
