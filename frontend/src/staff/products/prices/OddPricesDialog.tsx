import type { PriceInput } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { ConfirmDialog } from "../../ConfirmDialog";
import { oddPrices } from "./prices";

/** Asks whether the prices that are probably typed wrongly are meant. */
export function OddPricesDialog({
  prices,
  currency,
  onConfirm,
  onClose,
}: {
  prices: readonly PriceInput[];
  currency: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTexts("staff/products", "product");
  const money = useMoney();
  return (
    <ConfirmDialog title={t("odd-prices")} label={t("odd-prices-yes")} onConfirm={onConfirm} onClose={onClose}>
      <ul>
        {oddPrices(prices).map(({ sku, price_minor, compare_at_price_minor: former }) => (
          <li key={sku}>
            {price_minor === 0
              ? t("free", { sku })
              : t("former-too-low", { sku, price: money(price_minor, currency), former: money(former ?? 0, currency) })}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
