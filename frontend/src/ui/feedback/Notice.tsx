import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type Tone = "info" | "good" | "warning" | "danger";

/** A message beside the contents. An urgent one is announced by screen readers at once. */
export function Notice({
  tone = "info",
  urgent = false,
  children,
}: {
  tone?: Tone;
  urgent?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={urgent ? "alert" : "status"}>
      {children}
    </div>
  );
}
