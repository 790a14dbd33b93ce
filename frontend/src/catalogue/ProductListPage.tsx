import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { FilterBar } from "./FilterBar";
import { FoundProducts } from "./FoundProducts";
import { readFilters } from "./filters";
import { ProductGridSkeleton } from "./ProductGridSkeleton";
import { catalogueTexts } from "./texts";
import { useCategories } from "./useCategories";
import { useProducts } from "./useProducts";

/** /products — browse and search; every filter is in the address. */
export default function ProductListPage() {
  const t = useTexts(catalogueTexts);
  const [address] = useSearchParams();
  const filters = readFilters(address);
  const query = useProducts(filters);
  const category = useCategories().data?.find((one) => one.category === filters.category)?.name ?? filters.category;
  const title = filters.search ? t("found", { search: filters.search }) : category || t("products");
  return (
    <Page title={title} titleLanguage={category && !filters.search ? "en" : undefined}>
      <FilterBar filters={filters} />
      <Loaded query={query} skeleton={<ProductGridSkeleton count={12} />}>
        {(data) => <FoundProducts pages={data.pages} query={query} />}
      </Loaded>
    </Page>
  );
}
