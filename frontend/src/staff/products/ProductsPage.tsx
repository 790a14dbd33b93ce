import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import { useDebounced } from "../../ui/form/useDebounced";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { ProductRow } from "./ProductRow";
import { type ProductFilters, STATES, useProducts } from "./useProducts";

const TYPING_MS = 250;

/** /staff/products: the products of every state, filtered as the URL says. */
export default function ProductsPage() {
  const t = useTexts("staff/products", "product");
  const [searchParams, setSearchParams] = useSearchParams();
  const state = STATES.find((known) => known === searchParams.get("state")) ?? "any";
  const current = { search: searchParams.get("q") ?? "", state };
  const [filters, setFilters] = useOptimisticValue<ProductFilters>(current, ({ search, state }) =>
    setSearchParams({ ...(search && { q: search }), ...(state !== "any" && { state }) }, { replace: true }),
  );
  const may = useMay();
  const query = useProducts({ search: useDebounced(filters.search.trim(), TYPING_MS), state });
  return (
    <Page title={t("title")} lead={t("lead")}>
      {may("catalog.create") && (
        <div>
          <ButtonLink to="/staff/new-product">{t("new")}</ButtonLink>
        </div>
      )}
      <search className={styles.filters}>
        <Field
          label={t("search")}
          hint={t("search-hint")}
          type="search"
          maxLength={100}
          value={filters.search}
          onType={(search) => setFilters({ ...filters, search })}
        />
        <SelectField
          label={t("state")}
          value={filters.state}
          options={STATES.map((value) => ({ value, label: t(`state-${value}`) }))}
          onChoose={(state) => setFilters({ ...filters, state })}
        />
      </search>
      <PagedList query={query} itemsOf={(page) => page.products} empty={<EmptyState title={t("none")} />}>
        {(product) => <ProductRow key={product.handle} product={product} />}
      </PagedList>
    </Page>
  );
}
