import { useEffect, useMemo } from "react";
import { Link } from "react-router";
import type { ProductView } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { Picture } from "../../ui/page/Picture";
import styles from "./RelatedProducts.module.css";
import { ViewedProducts } from "./viewed";

/** The products that were viewed in this tab before this one, which is remembered from now on. */
export function RecentlyViewed({ product }: { product: ProductView }) {
  const t = useTexts("catalog", "related");
  const { tab } = useShop();
  const { handle, title } = product;
  const picture_url = product.images[0]?.url ?? null;
  const viewed = useMemo(() => new ViewedProducts(tab).others(handle), [tab, handle]);
  useEffect(() => {
    new ViewedProducts(tab).save({ handle, title, picture_url });
  }, [tab, handle, title, picture_url]);
  if (viewed.length === 0) return null;
  return (
    <section aria-labelledby="viewed">
      <h2 id="viewed">{t("viewed")}</h2>
      <ul className={styles.viewed}>
        {viewed.map((one) => (
          <li key={one.handle}>
            <Link to={`/products/${one.handle}`}>
              <Picture url={one.picture_url} text="" />
              <span {...MERCHANT_TEXT}>{one.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
