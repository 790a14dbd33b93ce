import type { ReactNode } from "react";
import styles from "./OrderDetails.module.css";

/** One part of an order's page, with a heading that names it. */
export function OrderCard({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
