import type { ProductCard } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import { Picture } from "../ui/Picture";
import styles from "./Suggestions.module.css";
import { layoutTexts } from "./texts";

/** The list of the search box; the focus stays in the box, so a click must not take it away. */
export function Suggestions({
  id,
  products,
  active,
  onPick,
}: {
  id: string;
  products: ProductCard[];
  active: number;
  onPick: (address: string) => void;
}) {
  const t = useTexts(layoutTexts);
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t("suggestions")}
      className={styles.list}
      hidden={!products.length}
    >
      {products.map((product, place) => (
        // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox.
        <div
          key={product.handle}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === active}
          className={styles.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(`/products/${product.handle}`)}
        >
          <span className={styles.picture}>
            <Picture url={product.image?.url} text="" />
          </span>
          <span lang="en">{product.title}</span>
          <span className={styles.price}>
            <Price minor={product.price_minor} currency={product.currency} />
          </span>
        </div>
      ))}
    </div>
  );
}
