import type { ReactNode } from "react";
import { Button } from "../ui/form/Button";
import styles from "../ui/form/Form.module.css";
import { ProblemNotice } from "./ProblemNotice";

/** The end of a form: the problem with sending it, if there was one, and the button that sends it. */
export function SubmitRow({
  label,
  problem,
  busy,
  kind = "primary",
  children,
}: {
  label: string;
  problem: unknown;
  busy: boolean;
  kind?: "primary" | "secondary" | "danger";
  children?: ReactNode;
}) {
  return (
    <>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <div className={styles.actions}>
        <Button type="submit" kind={kind} busy={busy}>
          {label}
        </Button>
        {children}
      </div>
    </>
  );
}
