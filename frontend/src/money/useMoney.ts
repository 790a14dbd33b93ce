import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { formatMoney } from "./money";

/** Formats amounts as the reader's language writes them, for use inside texts; elsewhere there is `Price`. */
export function useMoney(): (minor: number, currency: string) => string {
  const { language } = useLanguage();
  return (minor, currency) => formatMoney(minor, currency, LOCALES[language]);
}
