import { useParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { OrderSkeleton } from "../orders/OrderSkeleton";
import { Loaded } from "../ui/Loaded";
import { PricesForm } from "./PricesForm";
import { ProductState } from "./ProductState";
import { productStaffTexts } from "./productTexts";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { useProductToChange } from "./useProductToChange";

/** /staff/products/:handle: its prices, and whether it is for sale. */
export default function ProductPage() {
  const { handle = "" } = useParams();
  return (
    <StaffArea>
      <Product key={handle} handle={handle} />
    </StaffArea>
  );
}

function Product({ handle }: { handle: string }) {
  const t = useTexts(productStaffTexts);
  const query = useProductToChange(handle);
  return (
    <StaffPage title={t("product", { handle })} lead={<span lang="en">{query.data?.title ?? "…"}</span>}>
      <Loaded query={query} skeleton={<OrderSkeleton />}>
        {(product) => (
          <>
            <PricesForm product={product} />
            <ProductState product={product} />
          </>
        )}
      </Loaded>
    </StaffPage>
  );
}
