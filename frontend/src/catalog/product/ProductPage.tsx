import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { dataOf } from "../../api/client";
import { ShopProblem } from "../../api/problem";
import { CATALOG_KEY } from "../../queries/keys";
import { Loaded } from "../../queries/Loaded";
import { useShop } from "../../session/shop";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { useTitle } from "../../ui/page/Page";
import NotFoundPage from "./NotFoundPage";
import { ProductDetails } from "./ProductDetails";
import styles from "./ProductDetails.module.css";

/** /products/:handle: a published product. */
export default function ProductPage() {
  const { handle = "" } = useParams();
  const query = useProduct(handle);
  if (query.error instanceof ShopProblem && query.error.status === 404) return <NotFoundPage />;
  return (
    <Loaded query={query} skeleton={<ProductSkeleton handle={handle} />}>
      {(product) => <ProductDetails key={product.handle} product={product} />}
    </Loaded>
  );
}

function useProduct(handle: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...CATALOG_KEY, "product", handle],
    queryFn: ({ signal }) => dataOf(api.GET("/api/products/{handle}", { params: { path: { handle } }, signal })),
  });
}

/** The page while its product is read. The handle says what it will be, in small letters. */
function ProductSkeleton({ handle }: { handle: string }) {
  useTitle(handle.replaceAll("-", " "));
  return (
    <div className={styles.product}>
      <Skeleton shape="picture" />
      <div className={styles.buy}>
        <Skeleton shape="title" />
        <Skeleton shape="line" />
        <Skeleton shape="block" />
      </div>
    </div>
  );
}
