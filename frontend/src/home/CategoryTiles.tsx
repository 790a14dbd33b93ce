import { Link } from "react-router";
import { filterParams } from "../catalog/list/filters";
import { useCategories } from "../catalog/useCategories";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { Skeleton } from "../ui/feedback/Skeleton";
import styles from "./CategoryTiles.module.css";
import { homeTexts } from "./texts";

/** A tile for each category, which leads to its products. */
export function CategoryTiles() {
  const t = useTexts(homeTexts);
  return (
    <Loaded query={useCategories()} skeleton={<TilesSkeleton />}>
      {(categories) => (
        <ul className={styles.tiles}>
          {categories.map(({ category, name, products }) => (
            <li key={category} className={styles.tile}>
              <Link to={`/products?${filterParams({ category })}`} lang="en">
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

const TILES = Array.from({ length: 9 }, (_, index) => index);

function TilesSkeleton() {
  return (
    <ul className={styles.tiles}>
      {TILES.map((index) => (
        <li key={index} className={styles.tile}>
          <Skeleton shape="line" />
          <Skeleton shape="line" />
        </li>
      ))}
    </ul>
  );
}
