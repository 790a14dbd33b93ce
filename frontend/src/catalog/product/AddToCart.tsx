import { useState } from "react";
import { Link } from "react-router";
import type { VariantView } from "../../api/schema";
import { QuantityStepper } from "../../cart/QuantityStepper";
import { quantityOf } from "../../cart/rules";
import { useCart } from "../../cart/useCart";
import { useCartChange } from "../../cart/useCartChange";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useShopRules } from "../../session/useShopRules";
import { Button } from "../../ui/form/Button";
import styles from "./AddToCart.module.css";

/** Adds a variant to the cart, at most as many as are in stock. `onApproach` is called when the shopper is about to. */
export function AddToCart({
  title,
  variant,
  onApproach,
}: {
  title: string;
  variant: VariantView;
  onApproach: () => void;
}) {
  const t = useTexts("shop", "cart");
  const tp = useTexts("catalog", "product");
  const [wanted, setWanted] = useState(1);
  const inCart = quantityOf(useCart().data, variant.sku);
  const change = useCartChange();
  const rules = useShopRules();
  // The API counts `available` up to a limit only; from there on there may be more.
  const stock = rules && variant.available >= rules.available_shown_max ? rules.quantity_max : variant.available;
  const room = Math.max(stock - inCart, 0);
  const add = () =>
    change.mutate(
      { sku: variant.sku, quantity: (present) => Math.min(present + wanted, stock) },
      { onSuccess: () => setWanted(1) },
    );
  const want = (quantity: number) => {
    onApproach();
    setWanted(quantity);
  };
  return (
    <div className={styles.add}>
      <div className={styles.controls}>
        <QuantityStepper label={title} quantity={Math.min(wanted, room || 1)} max={room || 1} onChange={want} />
        <Button
          busy={change.isPending}
          disabled={room === 0}
          onClick={add}
          onPointerEnter={onApproach}
          onFocus={onApproach}
        >
          {t("add")}
        </Button>
      </div>
      <div className={styles.status} role="status">
        {change.isSuccess && (
          <p>
            {t("added")} <Link to="/cart">{t("to-cart")}</Link>
          </p>
        )}
        {room === 0 && inCart > 0 && !change.isSuccess && <p>{tp("all-in-cart")}</p>}
      </div>
      {change.isError && <ProblemNotice problem={change.error} retry={add} />}
    </div>
  );
}
