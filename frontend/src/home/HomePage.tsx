import { CURRENCY } from "../catalogue/currency";
import { readFilters } from "../catalogue/filters";
import { ProductCard } from "../catalogue/ProductCard";
import { ProductGrid } from "../catalogue/ProductGrid";
import { ProductGridSkeleton } from "../catalogue/ProductGridSkeleton";
import { useProducts } from "../catalogue/useProducts";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { useShopRules } from "../shop/useShopRules";
import { ButtonLink } from "../ui/ButtonLink";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { CategoryTiles } from "./CategoryTiles";
import styles from "./HomePage.module.css";
import { homeTexts } from "./texts";

const NEWEST_COUNT = 8;
const NEWEST = readFilters(new URLSearchParams("sort=newest"));

/** / — what the shop is, its categories, and what is new. */
export default function HomePage() {
  const t = useTexts(homeTexts);
  const { language } = useLanguage();
  const newest = useProducts(NEWEST);
  const rules = useShopRules();
  const amount = rules ? formatMoney(rules.free_shipping_from_minor, CURRENCY, LOCALES[language]) : "…";
  return (
    <Page title={t("title")} lead={t("lead", { amount })}>
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
    </Page>
  );
}
