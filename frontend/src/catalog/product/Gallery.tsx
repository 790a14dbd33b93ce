import { useState } from "react";
import type { ProductView, VariantView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Picture } from "../../ui/page/Picture";
import styles from "./Gallery.module.css";
import { picturesOf } from "./pictures";

/** The pictures of a variant, of which the thumbnails choose the large one. */
export function Gallery({ product, variant }: { product: ProductView; variant: VariantView }) {
  const t = useTexts("catalog", "product");
  const [picked, pick] = useState<{ sku: string; url: string } | null>(null);
  const images = picturesOf(product, variant);
  const shown = images.find((image) => picked?.sku === variant.sku && image.url === picked.url) ?? images[0];
  return (
    <div className={styles.gallery}>
      <Picture url={shown?.url} text={shown?.alternative_text || product.title} eager />
      {images.length > 1 && (
        <ul className={styles.thumbnails}>
          {images.map((image, place) => (
            <li key={image.url}>
              <button
                type="button"
                aria-label={t("picture", { number: place + 1, count: images.length })}
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
