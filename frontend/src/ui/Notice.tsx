import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type Tone = "info" | "good" | "warning" | "danger";

/** Says something beside the contents; what is `urgent` is read out at once. */
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
