import { type ReactNode, useEffect, useMemo, useState } from "react";
import { loadLanguage, saveLanguage } from "./languages";
import { LanguageContext } from "./useLanguage";

/** Provides the language of the page: the one that was chosen here before, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => loadLanguage(localStorage, navigator.languages));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => {
    const choose = (next: typeof language) => {
      setLanguage(next);
      saveLanguage(localStorage, next);
    };
    return { language, choose };
  }, [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}
