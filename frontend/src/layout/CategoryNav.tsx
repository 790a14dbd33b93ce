import { Link, useLocation } from "react-router";
import { readFilters, writeFilters } from "../catalogue/filters";
import { useCategories } from "../catalogue/useCategories";
import { useTexts } from "../i18n/useTexts";
import styles from "./CategoryNav.module.css";
import { layoutTexts } from "./texts";

/** One row whose height is there before the categories are. */
export function CategoryNav() {
  const t = useTexts(layoutTexts);
  const { pathname, search } = useLocation();
  const present = pathname === "/products" ? readFilters(new URLSearchParams(search)).category : null;
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
              to={`/products?${writeFilters({ category })}`}
              aria-current={present === category ? "page" : undefined}
              lang="en"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
