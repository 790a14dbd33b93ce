import { Skeleton } from "../ui/Skeleton";
import styles from "./ProductDetails.module.css";

export function ProductSkeleton() {
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
