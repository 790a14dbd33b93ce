import { useSearchParams } from "react-router";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { STAFF_KEY } from "../../queries/keys";
import { PagedList } from "../../queries/PagedList";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { Field } from "../../ui/form/Field";
import { useDebounced } from "../../ui/form/useDebounced";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { OpenByHandle } from "./OpenByHandle";
import { ProductRow } from "./ProductRow";
import { staffProductTexts } from "./texts";

const TYPING_MS = 250;

/** /staff/products: the published products, and the way to any other product by its handle. */
export default function ProductsPage() {
  const t = useTexts(staffProductTexts);
  const [searchParams, setSearchParams] = useSearchParams();
  const [search, setSearch] = useOptimisticValue(searchParams.get("q") ?? "", (q) =>
    setSearchParams(q ? { q } : {}, { replace: true }),
  );
  const may = useMay();
  const query = usePublishedProducts(useDebounced(search.trim(), TYPING_MS));
  return (
    <Page title={t("title")} lead={t("lead")}>
      {may("catalog.create") && (
        <div>
          <ButtonLink to="/staff/new-product">{t("new")}</ButtonLink>
        </div>
      )}
      <div className={styles.fields}>
        <Field label={t("search")} type="search" maxLength={100} value={search} onType={setSearch} />
        <OpenByHandle />
      </div>
      <PagedList query={query} itemsOf={(page) => page.products} empty={<EmptyState title={t("none")} />}>
        {(product) => <ProductRow key={product.handle} product={product} />}
      </PagedList>
    </Page>
  );
}

function usePublishedProducts(search: string) {
  const { api } = useShop();
  const filter = search ? { search } : {};
  return usePages(
    [...STAFF_KEY, "products", search],
    (cursor, signal) => dataOf(api.GET("/api/products", { params: { query: { ...filter, ...cursor } }, signal })),
    { keepsPrevious: () => true },
  );
}
