import { Link } from "react-router";
import { itemCount } from "../../cart/rules";
import { useCart } from "../../cart/useCart";
import { SearchBox } from "../../catalog/search/SearchBox";
import { useTexts } from "../../i18n/useTexts";
import { useSession } from "../../session/useSession";
import { CartIcon, PersonIcon } from "../../ui/icons";
import { CategoryNav } from "./CategoryNav";
import styles from "./Header.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { Logo } from "./Logo";

/** The top of every page: search, language, account, cart and categories. */
export function Header() {
  const t = useTexts("shop", "layout");
  const tc = useTexts("shop", "cart");
  const session = useSession();
  const articles = itemCount(useCart().data);
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <Logo to="/" labelOf={(name) => t("home", { name })} className={styles.logo} />
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
