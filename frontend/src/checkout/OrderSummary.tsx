import { Link } from "react-router";
import type { CartView } from "../api/schema";
import { SessionEndedNotice } from "../cart/SessionEndedNotice";
import { useItemName } from "../cart/useItemName";
import { useTexts } from "../i18n/useTexts";
import { CURRENCY } from "../money/money";
import { Price } from "../money/Price";
import { useMoney } from "../money/useMoney";
import { Costs } from "../orders/detail/Costs";
import { Loaded } from "../queries/Loaded";
import { useHasLapsed } from "../session/useSession";
import { Notice } from "../ui/feedback/Notice";
import { Skeleton } from "../ui/feedback/Skeleton";
import { Button } from "../ui/form/Button";
import { Picture } from "../ui/page/Picture";
import styles from "./OrderSummary.module.css";
import { PlacingNotice } from "./PlacingNotice";
import type { PlaceOrder } from "./usePlaceOrder";
import type { Quote } from "./useQuote";

/** The items of the order, what they cost, and the button that places it. `onApproach` is called when the shopper is about to press it. */
export function OrderSummary({
  cart,
  quote,
  placing,
  onApproach,
}: {
  cart: CartView;
  quote: Quote;
  placing: PlaceOrder;
  onApproach: () => void;
}) {
  const t = useTexts("checkout", "checkout");
  const nameOf = useItemName();
  const money = useMoney();
  const hasLapsed = useHasLapsed();
  // While another country, method or voucher is priced, the amounts are still those of before.
  const priced = quote.isPlaceholderData ? undefined : quote.data;
  const total = priced && money(priced.total_minor, priced.currency);
  const missing = quote.data?.lines.filter((line) => !line.available) ?? [];
  return (
    <aside className={styles.summary} aria-label={t("summary")}>
      <h2>{t("summary")}</h2>
      <ul className={styles.lines}>
        {cart.items.map((item) => (
          <li key={item.sku} className={styles.line}>
            <span className={styles.thumbnail}>
              <Picture url={item.picture_url} text="" />
            </span>
            <span className={styles.what} lang="en">
              {item.quantity} × <bdi>{nameOf(item)}</bdi>
              {item.option_values.length > 0 && (
                <>
                  , <bdi>{item.option_values.join(" · ")}</bdi>
                </>
              )}
            </span>
            <span>
              <Price minor={item.line_total_minor} currency={cart.currency ?? CURRENCY} />
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.costs}>
        <Loaded query={quote} skeleton={<Skeleton shape="line" />}>
          {(quoted) => <Costs costs={quoted} />}
        </Loaded>
      </div>
      {missing.map((line) => (
        <Notice key={line.sku} tone="warning">
          <p>{t(line.in_stock ? "few-left" : "sold-out", { title: line.title, left: line.in_stock ?? 0 })}</p>
        </Notice>
      ))}
      <Button
        type="submit"
        onPointerEnter={onApproach}
        onFocus={onApproach}
        busy={placing.isPlacing}
        disabled={!priced || hasLapsed || missing.length > 0 || (placing.isUnanswered && !placing.isPlacing)}
      >
        {total ? t("order", { total }) : t("order-plain")}
      </Button>
      {hasLapsed ? <SessionEndedNotice path="/checkout" /> : <PlacingNotice placing={placing} />}
      <Link to="/cart">{t("to-cart")}</Link>
    </aside>
  );
}
