import { useSearchParams } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { Page } from "../../ui/page/Page";
import { useProductCounts } from "../counts/useProductCounts";
import { useCategories } from "../useCategories";
import { FilterBar } from "./FilterBar";
import { parseFilters } from "./filters";
import { ProductGridSkeleton } from "./ProductGrid";
import { ProductResults } from "./ProductResults";
import { useProducts } from "./useProducts";

/** /products: the products that match the search and the filters in the URL. */
export default function ProductListPage() {
  const t = useTexts("catalog", "list");
  const filters = parseFilters(useSearchParams()[0]);
  const query = useProducts(filters);
  const counts = useProductCounts(filters);
  const category = useCategories().data?.find((one) => one.category === filters.category)?.name ?? filters.category;
  const title = filters.search ? t("found", { search: filters.search }) : category || t("products");
  return (
    <Page
      title={title}
      titleLanguage={category && !filters.search ? "en" : undefined}
      subject={`${filters.category} ${filters.search}`}
    >
      <FilterBar filters={filters} counts={counts} />
      <Loaded query={query} skeleton={<ProductGridSkeleton count={12} />}>
        {(data) => <ProductResults pages={data.pages} counts={counts} query={query} />}
      </Loaded>
    </Page>
  );
}
