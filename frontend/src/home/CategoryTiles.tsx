import { Link } from "react-router";
import { writeFilters } from "../catalogue/filters";
import { useCategories } from "../catalogue/useCategories";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../ui/Loaded";
import styles from "./CategoryTiles.module.css";
import { CategoryTilesSkeleton } from "./CategoryTilesSkeleton";
import { homeTexts } from "./texts";

export function CategoryTiles() {
  const t = useTexts(homeTexts);
  return (
    <Loaded query={useCategories()} skeleton={<CategoryTilesSkeleton />}>
      {(categories) => (
        <ul className={styles.tiles}>
          {categories.map(({ category, name, products }) => (
            <li key={category} className={styles.tile}>
              <Link to={`/products?${writeFilters({ category })}`} lang="en">
                {name}
              </Link>
              <span className={styles.count}>{t("products", { count: products })}</span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
