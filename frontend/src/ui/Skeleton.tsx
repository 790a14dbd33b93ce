import styles from "./Skeleton.module.css";

/** Holds the place of what is still on its way. */
export function Skeleton({ shape }: { shape: "line" | "title" | "picture" | "block" | "field" }) {
  return <span className={`${styles.skeleton} ${styles[shape]}`} aria-hidden="true" />;
}
