import { useId } from "react";
import type { ProductView, VariantView } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import styles from "./OptionChoice.module.css";
import { picturesOfValues } from "./pictures";
import { isInStock, valuesOf } from "./variants";

/** The values of an option. One that leads to a sold-out variant is marked, and can still be chosen. */
export function OptionChoice({
  product,
  variant,
  option,
  onChoose,
}: {
  product: ProductView;
  variant: VariantView;
  option: number;
  onChoose: (value: string) => void;
}) {
  const t = useTexts("catalog", "product");
  const group = useId();
  const pictures = picturesOfValues(product, option);
  return (
    <fieldset className={styles.choice}>
      <legend {...MERCHANT_TEXT}>{product.option_names[option]}</legend>
      {valuesOf(product, option).map((value) => (
        <label key={value} className={isInStock(product, variant, option, value) ? "" : styles.soldOut}>
          <input
            type="radio"
            name={group}
            value={value}
            checked={variant.option_values[option] === value}
            onChange={() => onChoose(value)}
          />
          {pictures && <img src={pictures.get(value)} alt="" width={28} height={28} />}
          <span {...MERCHANT_TEXT}>{value}</span>
          {!isInStock(product, variant, option, value) && <span className="visually-hidden"> ({t("sold-out")})</span>}
        </label>
      ))}
    </fieldset>
  );
}
