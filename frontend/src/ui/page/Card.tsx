import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";

/** A framed part of a page; its title, where it has one, names it for screen readers too. */
export function Card({ title, children }: { title?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title && id}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  );
}
