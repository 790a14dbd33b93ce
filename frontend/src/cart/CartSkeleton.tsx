import { Skeleton } from "../ui/Skeleton";
import styles from "./CartContents.module.css";

export function CartSkeleton() {
  return (
    <div className={styles.contents}>
      <Skeleton shape="block" />
      <Skeleton shape="block" />
    </div>
  );
}
