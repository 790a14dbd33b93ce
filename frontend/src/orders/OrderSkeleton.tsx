import { Skeleton } from "../ui/Skeleton";
import styles from "./OrderDetails.module.css";

export function OrderSkeleton() {
  return (
    <div className={styles.order}>
      <Skeleton shape="block" />
      <Skeleton shape="block" />
    </div>
  );
}
