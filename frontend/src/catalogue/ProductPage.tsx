import { useParams } from "react-router";
import { ShopProblem } from "../api/problem";
import { NotFoundPage } from "../layout/NotFoundPage";
import { Loaded } from "../ui/Loaded";
import { ProductDetails } from "./ProductDetails";
import { ProductSkeleton } from "./ProductSkeleton";
import { useProduct } from "./useProduct";

/** /products/:handle */
export default function ProductPage() {
  const { handle = "" } = useParams();
  const query = useProduct(handle);
  if (query.error instanceof ShopProblem && query.error.status === 404) return <NotFoundPage />;
  return (
    <Loaded query={query} skeleton={<ProductSkeleton />}>
      {(product) => <ProductDetails key={product.handle} product={product} />}
    </Loaded>
  );
}
