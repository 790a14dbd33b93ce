import { type ComponentProps, useId } from "react";
import styles from "./Field.module.css";

export interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  /** What to enter. */
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  problem?: string | null | undefined;
  onType?: (text: string) => void;
}

/** A labelled input with a hint and a problem, which screen readers announce with it. */
export function Field({ label, hint, problem, onType, ...input }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].join(" ").trim();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        onChange={onType && ((event) => onType(event.target.value))}
        {...input}
        id={id}
        className={styles.input}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy || undefined}
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
