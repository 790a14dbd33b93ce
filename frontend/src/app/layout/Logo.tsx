import { Link } from "react-router";
import { CloudIcon } from "../../ui/icons";
import { useSiteName } from "../../ui/page/siteName";
import styles from "./Logo.module.css";

interface Props {
  to: string;
  /** What the link is called, given the shop's name. */
  labelOf: (name: string) => string;
  className?: string | undefined;
}

/** The shop's sign and name, as a link. */
export function Logo({ to, labelOf, className }: Props) {
  const name = useSiteName();
  return (
    <Link to={to} className={`${styles.logo} ${className ?? ""}`} aria-label={labelOf(name)}>
      <CloudIcon />
      {/* Keeps the name's room until it has come, so that nothing beside it moves. */}
      <span className={name ? undefined : styles.awaited}>{name || "CloudShop"}</span>
    </Link>
  );
}
