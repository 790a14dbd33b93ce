import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

/** Says that there is nothing to show, and offers something else to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <svg className={styles.drawing} viewBox="0 0 64 64" aria-hidden="true">
        <path d="M14 24h36l-4 30H18z" />
        <path d="M23 24v-4a9 9 0 0 1 18 0v4" />
        <path d="M27 38h10" />
      </svg>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
