import styles from "./Price.module.css";
import { useMoney } from "./useMoney";

/** An amount as the reader's language writes it, in one piece however narrow its place is. */
export function Price({ minor, currency }: { minor: number; currency: string }) {
  return <span className={styles.amount}>{useMoney()(minor, currency)}</span>;
}
