import { useId } from "react";
import type { QuoteView } from "../api/schema";
import { dayRange } from "../i18n/days";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import styles from "./ShippingChoice.module.css";

/** Offers the shipping methods of the order's country, each with its price and the days on which it arrives. */
export function ShippingChoice({
  quote,
  method,
  onChoose,
}: {
  quote: QuoteView;
  /** The chosen method; null for the quote's default. */
  method: string | null;
  onChoose: (method: string) => void;
}) {
  const t = useTexts("checkout", "checkout");
  const { language } = useLanguage();
  const group = useId();
  return (
    <fieldset className={styles.cards}>
      <legend className={styles.hint}>{t("shipping-hint")}</legend>
      {quote.shipping_methods.map(({ code, names, arrives_from, arrives_until, price_minor }) => (
        <label key={code}>
          <input
            type="radio"
            name={group}
            value={code}
            checked={code === (method ?? quote.shipping_method)}
            onChange={() => onChoose(code)}
          />
          <span>
            {names[language] ?? names.en}, {dayRange(language, arrives_from, arrives_until)}:{" "}
            {price_minor === 0 ? t("shipping-free") : <Price minor={price_minor} currency={quote.currency} />}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
