import { Link } from "react-router";
import type { ProductCard as Card } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { useMoney } from "../../money/useMoney";
import { Picture } from "../../ui/page/Picture";
import { LowestBefore } from "../LowestBefore";
import styles from "./ProductCard.module.css";

/** A product in a list. The whole card is its link; the heading's level follows from the page around it. */
export function ProductCard({ product, eager, level }: { product: Card; eager: boolean; level: 2 | 3 }) {
  const t = useTexts("catalog", "list");
  const money = useMoney();
  const price = money(product.price_minor, product.currency);
  const Heading = `h${level}` as const;
  const before = product.compare_at_price_minor;
  return (
    <li className={styles.card}>
      <div className={styles.pictures}>
        <Picture
          url={product.image?.url}
          text=""
          eager={eager}
          sizes={eager ? "(min-width: 60rem) 25vw, 50vw" : undefined}
        />
        {product.second_image_url && (
          <span className={styles.second}>
            <Picture url={product.second_image_url} text="" />
          </span>
        )}
      </div>
      {!product.available && <span className={styles.badge}>{t("sold-out")}</span>}
      {product.available && before !== null && <span className={`${styles.badge} ${styles.sale}`}>{t("sale")}</span>}
      <p className={styles.vendor} dir="auto">
        {product.vendor}
      </p>
      <Heading className={styles.title}>
        <Link to={`/products/${product.handle}`} {...MERCHANT_TEXT}>
          {product.title}
        </Link>
      </Heading>
      <p className={styles.price}>
        {product.price_max_minor > product.price_minor ? t("price-from", { price }) : price}
        {before !== null && (
          <s className={styles.before}>
            <span className="visually-hidden">{t("was-price")} </span>
            <Price minor={before} currency={product.currency} />
          </s>
        )}
        <LowestBefore minor={product.lowest_price_before_minor} currency={product.currency} />
      </p>
    </li>
  );
}
