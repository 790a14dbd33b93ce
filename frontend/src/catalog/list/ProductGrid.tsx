import type { ReactNode } from "react";
import { Skeleton } from "../../ui/feedback/Skeleton";
import card from "./ProductCard.module.css";
import styles from "./ProductGrid.module.css";

/** A grid of product cards. */
export function ProductGrid({ children }: { children: ReactNode }) {
  return <ul className={styles.grid}>{children}</ul>;
}

/** Keeps the place of `count` product cards. */
export function ProductGridSkeleton({ count }: { count: number }) {
  return (
    <ProductGrid>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <li key={index} className={card.card} aria-hidden="true">
          <Skeleton shape="picture" />
          <Skeleton shape="line" />
          <Skeleton shape="line" />
          <Skeleton shape="line" />
        </li>
      ))}
    </ProductGrid>
  );
}
