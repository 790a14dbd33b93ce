import { parseFilters } from "../catalog/list/filters";
import { ProductCard } from "../catalog/list/ProductCard";
import { ProductGrid, ProductGridSkeleton } from "../catalog/list/ProductGrid";
import { useProducts } from "../catalog/list/useProducts";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { ButtonLink } from "../ui/form/ButtonLink";
import { Page } from "../ui/page/Page";
import { CategoryTiles } from "./CategoryTiles";
import { HeroPictures } from "./HeroPictures";
import styles from "./HomePage.module.css";
import { Promises } from "./Promises";

const NEWEST_COUNT = 8;
const NEWEST = parseFilters(new URLSearchParams("sort=newest"));

/** /: what the shop is, its categories and its newest products. */
export default function HomePage() {
  const t = useTexts("catalog", "home");
  const newest = useProducts(NEWEST);
  return (
    <div className={styles.home}>
      <div className={styles.hero}>
        <Page title={t("title")} lead={t("lead")}>
          <ButtonLink to="/products">{t("all")}</ButtonLink>
        </Page>
        <HeroPictures products={newest.data?.pages[0]?.products ?? []} />
      </div>
      <section className={styles.section} aria-labelledby="categories">
        <h2 id="categories">{t("categories")}</h2>
        <CategoryTiles />
      </section>
      <section className={styles.section} aria-labelledby="newest">
        <h2 id="newest">{t("newest")}</h2>
        <Loaded query={newest} skeleton={<ProductGridSkeleton count={NEWEST_COUNT} />}>
          {({ pages }) => (
            <ProductGrid>
              {(pages[0]?.products ?? []).slice(0, NEWEST_COUNT).map((product) => (
                <ProductCard key={product.handle} product={product} eager={false} level={3} />
              ))}
            </ProductGrid>
          )}
        </Loaded>
        <ButtonLink kind="secondary" to="/products">
          {t("all")}
        </ButtonLink>
      </section>
      <Promises />
    </div>
  );
}
