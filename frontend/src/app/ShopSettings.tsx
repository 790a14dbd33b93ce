import { Fragment, type ReactNode, useMemo } from "react";
import { LanguageProvider } from "../i18n/LanguageProvider";
import { LANGUAGES, type Language } from "../i18n/languages";
import { CURRENCY, setCurrency } from "../money/money";
import { useShopRules } from "../session/useShopRules";

/** Provides the language of the page, of those that the shop offers, and has all pages count in the shop's currency. */
export function ShopSettings({ children }: { children: ReactNode }) {
  const rules = useShopRules();
  if (rules !== undefined && rules.currency !== CURRENCY) setCurrency(rules.currency);
  const offered = useMemo(() => rules?.languages.filter(isKnown), [rules]);
  return (
    <LanguageProvider offered={offered}>
      <Fragment key={CURRENCY}>{children}</Fragment>
    </LanguageProvider>
  );
}

/** Whether this page has texts in the language: a newer release of the shop may offer more. */
function isKnown(language: string): language is Language {
  return LANGUAGES.some((known) => known === language);
}
