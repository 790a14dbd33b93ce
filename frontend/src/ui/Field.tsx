import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./Field.module.css";

/** A labelled input; `problem` says what is wrong with it, `hint` what it is for. */
export function Field({
  label,
  hint,
  problem,
  ...input
}: Omit<ComponentProps<"input">, "id"> & { label: string; hint?: ReactNode; problem?: string | undefined }) {
  const id = useId();
  const told = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].join(" ").trim();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className={styles.input}
        aria-invalid={problem ? true : undefined}
        aria-describedby={told || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
