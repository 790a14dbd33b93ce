import { type ComponentProps, useId } from "react";
import styles from "./Field.module.css";

/** A labelled choice out of a list of options. */
export function SelectField({ label, ...select }: Omit<ComponentProps<"select">, "id"> & { label: string }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select {...select} id={id} className={styles.input} />
    </div>
  );
}
