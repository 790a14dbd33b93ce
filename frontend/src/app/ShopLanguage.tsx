import type { ReactNode } from "react";
import { LanguageProvider } from "../i18n/LanguageProvider";
import { useShopRules } from "../session/useShopRules";

/** Provides the language of the page, of those that the shop offers. */
export function ShopLanguage({ children }: { children: ReactNode }) {
  return <LanguageProvider offered={useShopRules()?.languages}>{children}</LanguageProvider>;
}
