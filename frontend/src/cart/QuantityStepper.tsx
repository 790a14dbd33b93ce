import { useState } from "react";
import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../session/useShopRules";
import styles from "./QuantityStepper.module.css";

/**
 * A quantity with buttons for one less and one more. Its label names the item for screen readers. What is typed may be
 * anything until the field is left or Enter is pressed; then it is the nearest quantity from 1 to `max`.
 */
export function QuantityStepper({
  quantity,
  label,
  max: own,
  onChange,
}: {
  quantity: number;
  label: string;
  max?: number | undefined;
  onChange: (quantity: number) => void;
}) {
  const t = useTexts("shop", "cart");
  const rules = useShopRules();
  const [typed, type] = useState<string | null>(null);
  const [isTooMany, setIsTooMany] = useState(false);
  const max = Math.max(own ?? rules?.quantity_max ?? Number.POSITIVE_INFINITY, 1);
  const choose = (wanted: number) => {
    type(null);
    setIsTooMany(wanted > max);
    const chosen = Math.min(Math.max(wanted, 1), max);
    if (chosen !== quantity) onChange(chosen);
  };
  const settle = () => {
    if (typed !== null) choose(typed === "" ? quantity : Number(typed));
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
        value={typed ?? quantity}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value.replace(/\D/g, "").slice(0, 9))}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle();
        }}
      />
      <button type="button" aria-label={t("more")} disabled={quantity >= max} onClick={() => choose(quantity + 1)}>
        +
      </button>
      <span className={styles.limit} role="status">
        {isTooMany && t("at-most", { count: max })}
      </span>
    </fieldset>
  );
}
