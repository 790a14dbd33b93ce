import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import { useDebounced } from "../../ui/form/useDebounced";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { StockRow } from "./StockRow";
import { LEVELS, type StockFilters, useStock } from "./useStock";

const TYPING_MS = 250;

/** /staff/stock: the stock of every SKU, filtered as the URL says. */
export default function StockPage() {
  const t = useTexts("staff/stock", "stock");
  const [searchParams, setSearchParams] = useSearchParams();
  const level = LEVELS.find((known) => known === searchParams.get("level")) ?? "any";
  const current = { sku: searchParams.get("sku") ?? "", level };
  const [filters, setFilters] = useOptimisticValue<StockFilters>(current, ({ sku, level }) =>
    setSearchParams({ ...(sku && { sku }), ...(level !== "any" && { level }) }, { replace: true }),
  );
  const query = useStock({ sku: useDebounced(filters.sku, TYPING_MS), level });
  return (
    <Page title={t("title")}>
      <search className={styles.filters}>
        <Field
          label={t("sku")}
          type="search"
          maxLength={120}
          value={filters.sku}
          onType={(sku) => setFilters({ ...filters, sku })}
        />
        <SelectField
          label={t("level")}
          value={filters.level}
          options={LEVELS.map((value) => ({ value, label: t(`level-${value}`) }))}
          onChoose={(level) => setFilters({ ...filters, level })}
        />
      </search>
      <PagedList query={query} itemsOf={(page) => page.stock} empty={<EmptyState title={t("none")} />}>
        {(item) => <StockRow key={item.sku} item={item} />}
      </PagedList>
    </Page>
  );
}
