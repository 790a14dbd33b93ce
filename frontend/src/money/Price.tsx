import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { formatMoney } from "./money";

/** An amount as the reader's language writes it. */
export function Price({ minor, currency }: { minor: number; currency: string }) {
  const { language } = useLanguage();
  return <>{formatMoney(minor, currency, LOCALES[language])}</>;
}
