import { Link } from "react-router";
import { articlesIn } from "../cart/quantities";
import { cartTexts } from "../cart/texts";
import { useCart } from "../cart/useCart";
import { useTexts } from "../i18n/useTexts";
import { useSession } from "../session/useSession";
import { CategoryNav } from "./CategoryNav";
import styles from "./Header.module.css";
import { CartIcon, CloudIcon, PersonIcon } from "./icons";
import { LanguageSwitch } from "./LanguageSwitch";
import { SearchBox } from "./SearchBox";
import { layoutTexts } from "./texts";

export function Header() {
  const t = useTexts(layoutTexts);
  const tc = useTexts(cartTexts);
  const session = useSession();
  const articles = articlesIn(useCart().data);
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <Link to="/" className={styles.logo} aria-label={t("home")}>
          <CloudIcon />
          <span className={styles.name}>CloudShop</span>
        </Link>
        <SearchBox />
        <nav className={styles.tools} aria-label={t("account")}>
          <LanguageSwitch />
          <Link to={session ? "/account" : "/log-in"} className={styles.tool}>
            <PersonIcon />
            <span className={styles.label}>{session ? t("account") : t("log-in")}</span>
          </Link>
          <Link to="/cart" className={styles.tool}>
            <CartIcon />
            <span className={styles.label}>{tc("cart")}</span>
            <span className="visually-hidden">{tc("articles", { count: articles })}</span>
            {articles > 0 && (
              <span className={styles.count} aria-hidden="true">
                {articles > 99 ? "99+" : articles}
              </span>
            )}
          </Link>
        </nav>
      </div>
      <CategoryNav />
    </header>
  );
}
