import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/Field";
import { useSettled } from "../ui/useSettled";
import { useShown } from "../ui/useShown";
import { OpenByHandle } from "./OpenByHandle";
import { Paged } from "./Paged";
import { ProductRow } from "./ProductRow";
import { productStaffTexts } from "./productTexts";
import styles from "./Rows.module.css";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { useProductsForSale } from "./useProductsForSale";

const TYPING_MS = 250;

/** /staff/products: what is for sale, and by its handle any other product. */
export default function ProductsPage() {
  return (
    <StaffArea>
      <Products />
    </StaffArea>
  );
}

function Products() {
  const t = useTexts(productStaffTexts);
  const [search, setSearch] = useSearchParams();
  const [words, show] = useShown(search.get("q") ?? "", (q) => setSearch(q ? { q } : {}, { replace: true }));
  const query = useProductsForSale(useSettled(words.trim(), TYPING_MS));
  return (
    <StaffPage title={t("title")} lead={t("lead")}>
      <div className={styles.fields}>
        <Field
          label={t("words")}
          type="search"
          maxLength={100}
          value={words}
          onChange={(event) => show(event.target.value)}
        />
        <OpenByHandle />
      </div>
      <Paged query={query} itemsOf={(page) => page.products} none={t("none")}>
        {(product) => <ProductRow key={product.handle} product={product} />}
      </Paged>
    </StaffPage>
  );
}
