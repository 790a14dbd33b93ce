import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { formatMoney } from "../money/money";
import { useShopRules } from "../shop/useShopRules";
import { cartPageTexts } from "./pageTexts";

export function ShippingHint({ subtotalMinor, currency }: { subtotalMinor: number; currency: string }) {
  const t = useTexts(cartPageTexts);
  const { language } = useLanguage();
  const rules = useShopRules();
  if (rules === undefined) return <p>…</p>;
  const missing = rules.free_shipping_from_minor - subtotalMinor;
  if (missing <= 0) return <p>{t("shipping-free")}</p>;
  return <p>{t("shipping-missing", { missing: formatMoney(missing, currency, LOCALES[language]) })}</p>;
}
