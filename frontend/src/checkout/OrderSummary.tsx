import { Link } from "react-router";
import type { CartView } from "../api/schema";
import { CURRENCY } from "../catalogue/currency";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { Costs } from "../orders/Costs";
import { Button } from "../ui/Button";
import { Loaded } from "../ui/Loaded";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import styles from "./OrderSummary.module.css";
import { PlacingNotice } from "./PlacingNotice";
import { checkoutTexts } from "./texts";
import type { PlaceOrder } from "./usePlaceOrder";
import { useQuote } from "./useQuote";

/** What is ordered, what it costs, and the one button that counts. */
export function OrderSummary({ cart, placing }: { cart: CartView; placing: PlaceOrder }) {
  const t = useTexts(checkoutTexts);
  const { language } = useLanguage();
  const quote = useQuote(cart);
  const total = quote.data && formatMoney(quote.data.total_minor, quote.data.currency, LOCALES[language]);
  const missing = quote.data?.lines.filter((line) => !line.available) ?? [];
  return (
    <aside className={styles.summary} aria-label={t("summary")}>
      <h2>{t("summary")}</h2>
      <ul className={styles.lines}>
        {cart.items.map((item) => (
          <li key={item.sku} className={styles.line}>
            <span lang="en">
              {item.quantity} × {item.title}
              {item.option_values.length > 0 && `, ${item.option_values.join(" · ")}`}
            </span>
            <span>{formatMoney(item.line_total_minor, cart.currency ?? CURRENCY, LOCALES[language])}</span>
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
          <p>{t("sold-out", { title: line.title })}</p>
        </Notice>
      ))}
      <Button
        type="submit"
        busy={placing.isPlacing}
        disabled={missing.length > 0 || (placing.isOpen && !placing.isPlacing)}
      >
        {total ? t("order", { total }) : t("order-plain")}
      </Button>
      <PlacingNotice placing={placing} />
      <Link to="/cart">{t("to-cart")}</Link>
    </aside>
  );
}
