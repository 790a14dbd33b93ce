import { Link } from "react-router";
import { itemCount } from "../../cart/rules";
import { cartTexts } from "../../cart/texts";
import { useCart } from "../../cart/useCart";
import { SearchBox } from "../../catalog/search/SearchBox";
import { useTexts } from "../../i18n/useTexts";
import { useSession } from "../../session/useSession";
import { CartIcon, CloudIcon, PersonIcon } from "../../ui/icons";
import { useSiteName } from "../../ui/page/siteName";
import { CategoryNav } from "./CategoryNav";
import styles from "./Header.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { layoutTexts } from "./texts";

/** The top of every page: search, language, account, cart and categories. */
export function Header() {
  const t = useTexts(layoutTexts);
  const tc = useTexts(cartTexts);
  const session = useSession();
  const name = useSiteName();
  const articles = itemCount(useCart().data);
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <Link to="/" className={styles.logo} aria-label={t("home", { name })}>
          <CloudIcon />
          {/* Keeps the name's room until it has come, so that nothing beside it moves. */}
          <span className={name ? styles.name : styles.awaited}>{name || "CloudShop"}</span>
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
            <span className="visually-hidden">{tc("items", { count: articles })}</span>
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
