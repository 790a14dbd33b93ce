import type { ProductCounts, ProductPage } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { NextPage } from "../../queries/NextPage";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Notice } from "../../ui/feedback/Notice";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { ProductCard } from "./ProductCard";
import { ProductGrid } from "./ProductGrid";
import styles from "./ProductResults.module.css";
import type { useProducts } from "./useProducts";

/** The first row is in view when the page opens, so its pictures are not lazy. */
const EAGER_COUNT = 4;

/** The products that a list has found so far, or advice if there are none. */
export function ProductResults({
  pages,
  counts,
  query,
}: {
  pages: ProductPage[];
  counts: ProductCounts | null;
  query: ReturnType<typeof useProducts>;
}) {
  const t = useTexts("catalog", "list");
  const products = pages.flatMap((page) => page.products);
  const shown = products.length;
  if (products.length === 0) {
    return (
      <EmptyState title={t("none")}>
        <p>{t("none-advice")}</p>
        <ButtonLink to="/products">{t("clear")}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <div className={styles.found} aria-busy={query.isPlaceholderData}>
      {pages[0]?.similar && <Notice>{t("similar")}</Notice>}
      <p className={styles.count} role="status">
        {counts && counts.total >= shown
          ? t(counts.more ? "shown-of-more" : "shown-of", { shown, count: counts.total })
          : t("shown", { count: shown })}
      </p>
      <ProductGrid>
        {products.map((product, index) => (
          <ProductCard key={product.handle} product={product} eager={index < EAGER_COUNT} level={2} />
        ))}
      </ProductGrid>
      <NextPage query={query} />
    </div>
  );
}
