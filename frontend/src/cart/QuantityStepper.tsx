import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../session/useShopRules";
import styles from "./QuantityStepper.module.css";
import { cartTexts } from "./texts";

/** A quantity with buttons for one less and one more. Its label names the item for screen readers. */
export function QuantityStepper({
  quantity,
  label,
  max: own,
  onChange,
}: {
  quantity: number;
  label: string;
  max?: number;
  onChange: (quantity: number) => void;
}) {
  const t = useTexts(cartTexts);
  const rules = useShopRules();
  const max = own ?? rules?.quantity_max ?? Number.POSITIVE_INFINITY;
  const choose = (wanted: number) => {
    if (Number.isInteger(wanted)) onChange(Math.min(Math.max(wanted, 1), Math.max(max, 1)));
  };
  return (
    <fieldset className={styles.stepper}>
      <legend className="visually-hidden">{label}</legend>
      <button type="button" aria-label={t("less")} disabled={quantity <= 1} onClick={() => choose(quantity - 1)}>
        −
      </button>
      <input
        aria-label={t("quantity")}
        inputMode="numeric"
        value={quantity}
        onChange={(event) => choose(Number(event.target.value.slice(-2)))}
      />
      <button type="button" aria-label={t("more")} disabled={quantity >= max} onClick={() => choose(quantity + 1)}>
        +
      </button>
    </fieldset>
  );
}
