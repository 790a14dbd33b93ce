import type { ProductView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { parseFilters } from "../list/filters";
import { ProductCard } from "../list/ProductCard";
import { ProductGrid, ProductGridSkeleton } from "../list/ProductGrid";
import { useProducts } from "../list/useProducts";
import { RecentlyViewed } from "./RecentlyViewed";
import styles from "./RelatedProducts.module.css";

const RELATED_MAX = 4;

/** Others of the product's category, then what was viewed before it, which nothing moves once it is there. */
export function RelatedProducts({ product }: { product: ProductView }) {
  const t = useTexts("catalog", "related");
  const { data, isPending } = useProducts(parseFilters(new URLSearchParams({ category: product.category })));
  const others = (data?.pages[0]?.products ?? []).filter(({ handle }) => handle !== product.handle);
  return (
    <aside className={styles.related}>
      {(isPending || others.length > 0) && (
        <section aria-labelledby="related">
          <h2 id="related">{t("related")}</h2>
          {isPending ? (
            <ProductGridSkeleton count={RELATED_MAX} />
          ) : (
            <ProductGrid>
              {others.slice(0, RELATED_MAX).map((other) => (
                <ProductCard key={other.handle} product={other} eager={false} level={3} />
              ))}
            </ProductGrid>
          )}
        </section>
      )}
      {!isPending && <RecentlyViewed product={product} />}
    </aside>
  );
}
