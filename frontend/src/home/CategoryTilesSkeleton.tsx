import { Skeleton } from "../ui/Skeleton";
import styles from "./CategoryTiles.module.css";

const TILES = Array.from({ length: 9 }, (_, place) => place);

export function CategoryTilesSkeleton() {
  return (
    <ul className={styles.tiles}>
      {TILES.map((place) => (
        <li key={place} className={styles.tile}>
          <Skeleton shape="line" />
          <Skeleton shape="line" />
        </li>
      ))}
    </ul>
  );
}
