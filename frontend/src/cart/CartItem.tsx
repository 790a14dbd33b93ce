import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { ItemView } from "../api/schema";
import { MERCHANT_TEXT } from "../i18n/merchantText";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import { useMoney } from "../money/useMoney";
import { ProblemNotice } from "../queries/ProblemNotice";
import { Button } from "../ui/form/Button";
import { Picture } from "../ui/page/Picture";
import styles from "./CartItem.module.css";
import { QuantityStepper } from "./QuantityStepper";
import { useCartChange } from "./useCartChange";
import { useItemName } from "./useItemName";

/** The text for each problem that keeps an item from being ordered. */
const PROBLEM_KEYS = {
  not_for_sale: "gone-problem",
  sold_out: "sold-out-problem",
  too_few: "left-problem",
} as const satisfies Readonly<Record<NonNullable<ItemView["problem"]>, string>>;

/**
 * An item of the cart. A new quantity shows at once, and is undone if the API refuses it. One that was just put back
 * has the focus.
 */
export function CartItem({
  item,
  currency,
  isRestored,
  onRemoved,
}: {
  item: ItemView;
  currency: string;
  isRestored: boolean;
  onRemoved: () => void;
}) {
  const t = useTexts("cart", "cart");
  const name = useItemName()(item);
  const money = useMoney();
  const change = useCartChange();
  const put = (quantity: number) => change.mutate({ sku: item.sku, quantity: () => quantity });
  // The item is gone by then, and with it the callbacks of `mutate`.
  const remove = () => change.mutateAsync({ sku: item.sku, quantity: () => 0 }).then(onRemoved, () => {});
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isRestored) title.current?.focus();
  }, [isRestored]);
  const quantity = (change.isPending && change.variables.quantity(item.quantity)) || item.quantity;
  return (
    <li className={styles.item} aria-busy={change.isPending}>
      <div className={styles.picture}>
        <Picture url={item.picture_url} text="" />
      </div>
      <div className={styles.what}>
        <h2 ref={title} tabIndex={-1} className={styles.title} {...(item.title && MERCHANT_TEXT)}>
          {item.handle ? (
            <Link to={`/products/${item.handle}?${new URLSearchParams({ variant: item.sku })}`}>{item.title}</Link>
          ) : (
            name
          )}
        </h2>
        {item.option_values.length > 0 && (
          <p className={styles.soft} {...MERCHANT_TEXT}>
            {item.option_values.join(" · ")}
          </p>
        )}
        {item.unit_price_minor !== null && (
          <p className={styles.soft}>{t("each", { price: money(item.unit_price_minor, currency) })}</p>
        )}
        {item.problem && (
          <p className={styles.problem}>{t(PROBLEM_KEYS[item.problem], { count: item.in_stock ?? 0 })}</p>
        )}
        {change.isError && <ProblemNotice problem={change.error} />}
      </div>
      <div className={styles.controls}>
        <QuantityStepper label={name} quantity={quantity} max={item.quantity_max || undefined} onChange={put} />
        <Button kind="quiet" aria-label={t("remove-what", { title: name })} onClick={remove}>
          {t("remove")}
        </Button>
      </div>
      <p className={styles.total}>
        <Price minor={item.line_total_minor} currency={currency} />
      </p>
    </li>
  );
}
