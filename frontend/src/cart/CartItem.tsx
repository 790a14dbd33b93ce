import { Link } from "react-router";
import type { ItemView } from "../api/schema";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { Price } from "../money/Price";
import { Button } from "../ui/Button";
import { Picture } from "../ui/Picture";
import { ProblemNotice } from "../ui/ProblemNotice";
import styles from "./CartItem.module.css";
import { PROBLEM_TEXTS } from "./itemProblem";
import { cartPageTexts } from "./pageTexts";
import { QuantityStepper } from "./QuantityStepper";
import { useCartChange } from "./useCartChange";

/** What was put in; a change shows at once, and is taken back where the shop refuses it. */
export function CartItem({ item, currency }: { item: ItemView; currency: string }) {
  const t = useTexts(cartPageTexts);
  const { language } = useLanguage();
  const change = useCartChange();
  const put = (quantity: number) => change.mutate({ sku: item.sku, quantity: () => quantity });
  const quantity = (change.isPending && change.variables.quantity(item.quantity)) || item.quantity;
  return (
    <li className={styles.item} aria-busy={change.isPending}>
      <div className={styles.picture}>
        <Picture url={item.picture_url} text="" />
      </div>
      <div className={styles.what}>
        <h2 className={styles.title} lang="en">
          {item.handle ? (
            <Link to={`/products/${item.handle}?${new URLSearchParams({ variant: item.sku })}`}>{item.title}</Link>
          ) : (
            item.title
          )}
        </h2>
        {item.option_values.length > 0 && (
          <p className={styles.soft} lang="en">
            {item.option_values.join(" · ")}
          </p>
        )}
        {item.unit_price_minor !== null && (
          <p className={styles.soft}>
            {t("each", { price: formatMoney(item.unit_price_minor, currency, LOCALES[language]) })}
          </p>
        )}
        {item.problem && (
          <p className={styles.problem}>{t(PROBLEM_TEXTS[item.problem], { count: item.in_stock ?? 0 })}</p>
        )}
        {change.isError && <ProblemNotice problem={change.error} />}
      </div>
      <div className={styles.controls}>
        <QuantityStepper label={item.title} quantity={quantity} onChange={put} />
        <Button kind="quiet" aria-label={t("remove-what", { title: item.title })} onClick={() => put(0)}>
          {t("remove")}
        </Button>
      </div>
      <p className={styles.total}>
        <Price minor={item.line_total_minor} currency={currency} />
      </p>
    </li>
  );
}
