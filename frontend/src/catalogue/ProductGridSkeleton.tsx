import { Skeleton } from "../ui/Skeleton";
import styles from "./ProductCard.module.css";
import { ProductGrid } from "./ProductGrid";

/** As large as the cards that will take its place. */
export function ProductGridSkeleton({ count }: { count: number }) {
  const places = Array.from({ length: count }, (_, place) => place);
  return (
    <ProductGrid>
      {places.map((place) => (
        <li key={place} className={styles.card} aria-hidden="true">
          <Skeleton shape="picture" />
          <Skeleton shape="line" />
          <Skeleton shape="line" />
          <Skeleton shape="line" />
        </li>
      ))}
    </ProductGrid>
  );
}
