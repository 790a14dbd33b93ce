import { Link } from "react-router";
import type { ProductCard } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import styles from "../Rows.module.css";

/** A product in the staff list, with a link to it and its range of prices. */
export function ProductRow({ product }: { product: ProductCard }) {
  const t = useTexts("staff/products", "product");
  const { price_minor, price_max_minor, currency } = product;
  return (
    <li className={`${styles.row} ${styles.line}`}>
      <span className={styles.main}>
        <Link to={`/staff/products/${encodeURIComponent(product.handle)}`} {...MERCHANT_TEXT}>
          {product.title}
        </Link>
        <span className={styles.soft}>
          {product.handle}
          {product.state !== "published" && ` · ${t(`state-${product.state}`)}`}
        </span>
      </span>
      <span>
        <Price minor={price_minor} currency={currency} />
        {price_max_minor > price_minor && (
          <>
            {" – "}
            <Price minor={price_max_minor} currency={currency} />
          </>
        )}
      </span>
    </li>
  );
}
