import type { CartView } from "../api/schema";
import { CURRENCY } from "../catalogue/currency";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import { ButtonLink } from "../ui/ButtonLink";
import { Notice } from "../ui/Notice";
import styles from "./CartContents.module.css";
import { CartItem } from "./CartItem";
import { cartPageTexts } from "./pageTexts";
import { ShippingHint } from "./ShippingHint";

export function CartContents({ cart }: { cart: CartView }) {
  const t = useTexts(cartPageTexts);
  const currency = cart.currency ?? CURRENCY;
  const canBeBought = cart.items.every((item) => item.available);
  return (
    <div className={styles.contents}>
      <section aria-label={t("articles")}>
        <ul className={styles.items}>
          {cart.items.map((item) => (
            <CartItem key={item.sku} item={item} currency={currency} />
          ))}
        </ul>
      </section>
      <aside className={styles.summary} aria-label={t("subtotal")}>
        <p className={styles.subtotal}>
          <span>{t("subtotal")}</span>
          <strong>
            <Price minor={cart.subtotal_minor} currency={currency} />
          </strong>
        </p>
        <ShippingHint subtotalMinor={cart.subtotal_minor} currency={currency} />
        {canBeBought ? (
          <ButtonLink to="/checkout">{t("checkout")}</ButtonLink>
        ) : (
          <Notice tone="warning">{t("problems-first")}</Notice>
        )}
      </aside>
    </div>
  );
}
