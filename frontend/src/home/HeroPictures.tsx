import type { ProductCard } from "../api/schema";
import { Picture } from "../ui/page/Picture";
import styles from "./HeroPictures.module.css";

const PICTURES = [0, 1, 2] as const;

/** Three of the products in use. They are decoration: the same products follow with their names. */
export function HeroPictures({ products }: { products: readonly ProductCard[] }) {
  return (
    <div className={styles.pictures}>
      {PICTURES.map((place) => {
        const product = products[place];
        return <Picture key={place} url={product?.second_image_url ?? product?.image?.url} text="" eager />;
      })}
    </div>
  );
}
