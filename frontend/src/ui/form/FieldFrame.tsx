import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

export interface Described {
  label: string;
  /** What to enter. */
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  problem?: string | null | undefined;
}

/** What connects an input with its label, hint and problem, so that screen readers announce them with it. */
export interface Connection {
  id: string;
  className: string | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A label, a hint and a problem around an input. */
export function FieldFrame({
  label,
  hint,
  problem,
  children,
}: Described & { children: (connection: Connection) => ReactNode }) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].join(" ").trim();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: styles.input,
        "aria-invalid": problem ? true : undefined,
        "aria-describedby": describedBy || undefined,
      })}
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
