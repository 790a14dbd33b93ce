import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../shop/useShopRules";
import styles from "./QuantityStepper.module.css";
import { cartTexts } from "./texts";

/** How many: one less, one more, or typed. `label` tells screen readers of what. */
export function QuantityStepper({
  quantity,
  label,
  max: given,
  onChange,
}: {
  quantity: number;
  label: string;
  max?: number;
  onChange: (quantity: number) => void;
}) {
  const t = useTexts(cartTexts);
  const rules = useShopRules();
  const max = given ?? rules?.quantity_max ?? Number.POSITIVE_INFINITY;
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
