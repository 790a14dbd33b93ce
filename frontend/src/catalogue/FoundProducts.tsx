import type { ProductPage } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { ButtonLink } from "../ui/ButtonLink";
import { EmptyState } from "../ui/EmptyState";
import { NextPage } from "../ui/NextPage";
import { Notice } from "../ui/Notice";
import styles from "./FoundProducts.module.css";
import { ProductCard } from "./ProductCard";
import { ProductGrid } from "./ProductGrid";
import { catalogueTexts } from "./texts";
import type { useProducts } from "./useProducts";

/** The first row is in view at once, so its pictures are not put off. */
const EAGER_COUNT = 4;

export function FoundProducts({ pages, query }: { pages: ProductPage[]; query: ReturnType<typeof useProducts> }) {
  const t = useTexts(catalogueTexts);
  const products = pages.flatMap((page) => page.products);
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
        {t("shown", { count: products.length })}
      </p>
      <ProductGrid>
        {products.map((product, place) => (
          <ProductCard key={product.handle} product={product} eager={place < EAGER_COUNT} level={2} />
        ))}
      </ProductGrid>
      <NextPage query={query} label={t("more")} />
    </div>
  );
}
