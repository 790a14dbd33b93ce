import type { CartView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { CURRENCY } from "../money/money";
import { Price } from "../money/Price";
import { Notice } from "../ui/feedback/Notice";
import { ButtonLink } from "../ui/form/ButtonLink";
import styles from "./CartContents.module.css";
import { CartItem } from "./CartItem";
import { FreeShipping } from "./FreeShipping";
import { RemovedItem } from "./RemovedItem";
import type { Removal } from "./useRemoval";

/** The items of a cart and their subtotal, with the way to the checkout. */
export function CartContents({ cart, removal }: { cart: CartView; removal: Removal }) {
  const t = useTexts("cart", "cart");
  const { removed } = removal;
  const isGone = removed !== null && cart.items.every(({ sku }) => sku !== removed.item.sku);
  const items = isGone ? cart.items.toSpliced(removed.place, 0, removed.item) : cart.items;
  const currency = cart.currency ?? CURRENCY;
  const canBeOrdered = cart.items.every((item) => item.available);
  return (
    <div className={styles.contents}>
      <section aria-label={t("items")}>
        <ul className={styles.items}>
          {items.map((item, place) =>
            isGone && item === removed.item ? (
              <li key={`removed ${item.sku}`}>
                <RemovedItem item={item} onUndone={removal.restore} />
              </li>
            ) : (
              <CartItem
                key={item.sku}
                item={item}
                currency={currency}
                isRestored={item.sku === removal.restoredSku}
                onRemoved={() => removal.remove(item, place)}
              />
            ),
          )}
        </ul>
      </section>
      <aside className={styles.summary} aria-label={t("subtotal")}>
        <p className={styles.subtotal}>
          <span>{t("subtotal")}</span>
          <strong>
            <Price minor={cart.subtotal_minor} currency={currency} />
          </strong>
        </p>
        <FreeShipping subtotalMinor={cart.subtotal_minor} currency={currency} />
        {canBeOrdered ? (
          <ButtonLink to="/checkout">{t("checkout")}</ButtonLink>
        ) : (
          <Notice tone="warning">{t("problems-first")}</Notice>
        )}
      </aside>
    </div>
  );
}
