import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { FREE_SHIPPING_FROM_MINOR } from "../orders/shipping";
import { cartPageTexts } from "./pageTexts";

export function ShippingHint({ subtotalMinor, currency }: { subtotalMinor: number; currency: string }) {
  const t = useTexts(cartPageTexts);
  const { language } = useLanguage();
  const missing = FREE_SHIPPING_FROM_MINOR - subtotalMinor;
  if (missing <= 0) return <p>{t("shipping-free")}</p>;
  return <p>{t("shipping-missing", { missing: formatMoney(missing, currency, LOCALES[language]) })}</p>;
}
