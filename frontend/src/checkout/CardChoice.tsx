import { useId } from "react";
import { useTexts } from "../i18n/useTexts";
import styles from "./CardChoice.module.css";
import { CARDS, type TestCard } from "./draft";
import { checkoutTexts } from "./texts";

/** Offers the test cards to pay with. */
export function CardChoice({ card, onChoose }: { card: TestCard; onChoose: (card: TestCard) => void }) {
  const t = useTexts(checkoutTexts);
  const group = useId();
  return (
    <fieldset className={styles.cards}>
      <legend className={styles.hint}>{t("payment-hint")}</legend>
      {CARDS.map((one) => (
        <label key={one}>
          <input type="radio" name={group} value={one} checked={one === card} onChange={() => onChoose(one)} />
          {t(one)}
        </label>
      ))}
    </fieldset>
  );
}
