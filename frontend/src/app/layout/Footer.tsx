import { Link } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { LEGAL_TEXTS } from "../../legal/names";
import { useSession } from "../../session/useSession";
import styles from "./Footer.module.css";
import { ThemeChoice } from "./ThemeChoice";

/** The bottom of every page: links and the choice of the theme. */
export function Footer() {
  const t = useTexts("shop", "layout");
  const tl = useTexts("shop", "legal");
  const session = useSession();
  const isStaff = session !== null && session.role !== "shopper";
  return (
    <footer className={styles.footer}>
      <div className={styles.row}>
        <p>{t("tagline")}</p>
        <ul className={styles.links}>
          <li>
            <Link to="/order-look-up">{t("find-order")}</Link>
          </li>
          <li>
            <Link to="/withdraw">{t("withdraw")}</Link>
          </li>
          <li>
            <Link to="/orders">{t("orders")}</Link>
          </li>
          {isStaff && (
            <li>
              <Link to="/staff">{t("staff")}</Link>
            </li>
          )}
        </ul>
        <ThemeChoice />
      </div>
      <nav className={styles.row} aria-label={t("legal")}>
        <ul className={styles.links}>
          {LEGAL_TEXTS.map((name) => (
            <li key={name}>
              <Link to={`/legal/${name}`}>{tl(name)}</Link>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  );
}
