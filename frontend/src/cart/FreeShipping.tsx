import { useTexts } from "../i18n/useTexts";
import { useMoney } from "../money/useMoney";
import { useCountries } from "../session/useCountries";
import styles from "./FreeShipping.module.css";

/** How far the cart has come on its way to free shipping in the shop's own country, if there is such a way. */
export function FreeShipping({ subtotalMinor, currency }: { subtotalMinor: number; currency: string }) {
  const t = useTexts("cart", "cart");
  const money = useMoney();
  const home = useCountries()?.find(({ is_home }) => is_home);
  const freeFrom = home?.free_shipping_from_minor ?? null;
  // Before the threshold is known, the longer of the two sentences takes the place of either.
  const missing = freeFrom === null ? subtotalMinor : freeFrom - subtotalMinor;
  return (
    <div className={freeFrom === null ? styles.unknown : styles.known}>
      <p>{missing > 0 ? t("shipping-missing", { missing: money(missing, currency) }) : t("shipping-free")}</p>
      {/* The sentence says the same in words. */}
      <progress aria-hidden="true" max={freeFrom || 1} value={Math.max((freeFrom || 1) - Math.max(missing, 0), 0)} />
    </div>
  );
}
