import { Link } from "react-router";
import { filterParams } from "../catalog/list/filters";
import { useCategories } from "../catalog/useCategories";
import { MERCHANT_TEXT } from "../i18n/merchantText";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { Skeleton } from "../ui/feedback/Skeleton";
import { Picture } from "../ui/page/Picture";
import styles from "./CategoryTiles.module.css";

// The skeleton has the same number, so that the content below does not move. The header lists all categories.
const TILES_MAX = 9;

/** A tile for each of the categories with most products, which leads to them. */
export function CategoryTiles() {
  const t = useTexts("catalog", "home");
  return (
    <Loaded query={useCategories()} skeleton={<TilesSkeleton />}>
      {(categories) => (
        <ul className={styles.tiles}>
          {largest(categories).map(({ category, name, products, image_url }) => (
            <li key={category} className={styles.tile}>
              <Picture url={image_url} text="" />
              <Link to={`/products?${filterParams({ category })}`} {...MERCHANT_TEXT}>
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

function largest<Category extends { products: number }>(categories: readonly Category[]): readonly Category[] {
  const kept = new Set(categories.toSorted((one, other) => other.products - one.products).slice(0, TILES_MAX));
  return categories.filter((category) => kept.has(category));
}

const TILES = Array.from({ length: TILES_MAX }, (_, index) => index);

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
