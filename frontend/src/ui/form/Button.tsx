import type { ComponentProps } from "react";
import styles from "./Button.module.css";

type Kind = "primary" | "secondary" | "quiet" | "danger";

/** A button. While `busy` it ignores clicks, but keeps its place, its size and the focus. */
export function Button({
  kind = "primary",
  busy = false,
  onClick,
  className = "",
  ...rest
}: ComponentProps<"button"> & { kind?: Kind; busy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles[kind]} ${className}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
