import { useState } from "react";
import type { ProductView, VariantView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Picture } from "../../ui/page/Picture";
import styles from "./Gallery.module.css";
import { productTexts } from "./texts";

/** The pictures of a product: the variant's own, or the one chosen from the thumbnails. */
export function Gallery({ product, variant }: { product: ProductView; variant: VariantView }) {
  const t = useTexts(productTexts);
  const [picked, pick] = useState<{ sku: string; url: string } | null>(null);
  const wanted = picked?.sku === variant.sku ? picked.url : variant.image_url;
  const shown = product.images.find((image) => image.url === wanted) ?? product.images[0];
  return (
    <div className={styles.gallery}>
      <Picture url={shown?.url} text={shown?.alternative_text || product.title} eager />
      {product.images.length > 1 && (
        <ul className={styles.thumbnails}>
          {product.images.map((image, place) => (
            <li key={image.url}>
              <button
                type="button"
                aria-label={t("picture", { number: place + 1, count: product.images.length })}
                aria-pressed={image.url === shown?.url}
                onClick={() => pick({ sku: variant.sku, url: image.url })}
              >
                <Picture url={image.url} text="" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
