import type { ProductCard } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { Picture } from "../../ui/page/Picture";
import styles from "./SuggestionList.module.css";

/** The search box's list of suggestions. The focus stays in the box, also during a click. */
export function SuggestionList({
  id,
  products,
  selected,
  onChoose,
}: {
  id: string;
  products: ProductCard[];
  selected: number;
  onChoose: (path: string) => void;
}) {
  const t = useTexts("shop", "search");
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t("suggestions")}
      className={styles.list}
      hidden={!products.length}
    >
      {products.map((product, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the box's aria-activedescendant refers to it.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys.
        <div
          key={product.handle}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === selected}
          className={styles.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(`/products/${product.handle}`)}
        >
          <span className={styles.picture}>
            <Picture url={product.image?.url} text="" />
          </span>
          <span {...MERCHANT_TEXT}>{product.title}</span>
          <span className={styles.price}>
            <Price minor={product.price_minor} currency={product.currency} />
          </span>
        </div>
      ))}
    </div>
  );
}
