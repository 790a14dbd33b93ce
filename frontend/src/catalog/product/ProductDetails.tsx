import { useSearchParams } from "react-router";
import type { ProductView } from "../../api/schema";
import { usePrewarmBefore } from "../../api/usePrewarm";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { useOptimisticValue } from "../../ui/form/useOptimisticValue";
import { Page } from "../../ui/page/Page";
import { LowestBefore } from "../LowestBefore";
import { RelatedProducts } from "../related/RelatedProducts";
import { AddToCart } from "./AddToCart";
import { Gallery } from "./Gallery";
import { OptionChoice } from "./OptionChoice";
import styles from "./ProductDetails.module.css";
import { StockLevel } from "./StockLevel";
import { shownVariant, variantWith } from "./variants";

/** A product with the variant that the URL names; choosing another changes the URL. */
export function ProductDetails({ product }: { product: ProductView }) {
  const t = useTexts("catalog", "list");
  const [searchParams, setSearchParams] = useSearchParams();
  const [sku, show] = useOptimisticValue(searchParams.get("variant"), (next) =>
    setSearchParams(next ? { variant: next } : {}, { replace: true }),
  );
  const wakeCart = usePrewarmBefore(`/api/cart/items/${encodeURIComponent(sku ?? "any")}`);
  const variant = shownVariant(product, sku);
  if (variant === undefined) return null;
  return (
    <>
      <div className={styles.product}>
        <Gallery product={product} variant={variant} />
        <Page title={product.title} titleLanguage="en" lead={<span dir="auto">{product.vendor}</span>}>
          <div className={styles.buy}>
            <p className={styles.price}>
              <Price minor={variant.price_minor} currency={product.currency} />
              {variant.compare_at_price_minor !== null && (
                <s className={styles.before}>
                  <span className="visually-hidden">{t("was-price")} </span>
                  <Price minor={variant.compare_at_price_minor} currency={product.currency} />
                </s>
              )}
              <LowestBefore minor={variant.lowest_price_before_minor} currency={product.currency} />
            </p>
            {product.option_names.map((name, option) => (
              <OptionChoice
                key={name}
                product={product}
                variant={variant}
                option={option}
                onChoose={(value) => {
                  wakeCart();
                  show(variantWith(product, variant, option, value).sku);
                }}
              />
            ))}
            <StockLevel available={variant.available} backordered={variant.backordered} />
            <AddToCart key={variant.sku} title={product.title} variant={variant} onApproach={wakeCart} />
          </div>
          <div className={styles.description} {...MERCHANT_TEXT}>
            {product.description}
          </div>
        </Page>
      </div>
      <RelatedProducts product={product} />
    </>
  );
}
