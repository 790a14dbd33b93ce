import { Fragment, type ReactNode } from "react";
import { LanguageProvider } from "../i18n/LanguageProvider";
import { CURRENCY, setCurrency } from "../money/money";
import { useShopRules } from "../session/useShopRules";

/** Provides the language of the page, of those that the shop offers, and has all pages count in the shop's currency. */
export function ShopSettings({ children }: { children: ReactNode }) {
  const rules = useShopRules();
  if (rules !== undefined && rules.currency !== CURRENCY) setCurrency(rules.currency);
  return (
    <LanguageProvider offered={rules?.languages}>
      <Fragment key={CURRENCY}>{children}</Fragment>
    </LanguageProvider>
  );
}
