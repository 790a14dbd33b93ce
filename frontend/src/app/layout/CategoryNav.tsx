import { Link, useLocation } from "react-router";
import { filterParams, parseFilters } from "../../catalog/list/filters";
import { useCategories } from "../../catalog/useCategories";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import styles from "./CategoryNav.module.css";

/** Links to the categories. The row keeps its height while they are read. */
export function CategoryNav() {
  const t = useTexts("shop", "layout");
  const { pathname, search } = useLocation();
  const present = pathname === "/products" ? parseFilters(new URLSearchParams(search)).category : null;
  const categories = useCategories().data ?? [];
  return (
    <nav className={styles.nav} aria-label={t("categories")}>
      <ul className={styles.row}>
        <li>
          <Link to="/products" aria-current={present === "" ? "page" : undefined}>
            {t("everything")}
          </Link>
        </li>
        {categories.map(({ category, name }) => (
          <li key={category}>
            <Link
              to={`/products?${filterParams({ category })}`}
              aria-current={present === category ? "page" : undefined}
              {...MERCHANT_TEXT}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
