import { Link, type LinkProps } from "react-router";
import styles from "./Button.module.css";

/** A link that looks like a button. */
export function ButtonLink({ kind = "primary", ...rest }: LinkProps & { kind?: "primary" | "secondary" | "quiet" }) {
  return <Link {...rest} className={`${styles.button} ${styles[kind]}`} />;
}
