import { type ReactNode, useEffect, useMemo, useState } from "react";
import { LanguageContext } from "./LanguageContext";
import { keepLanguage, keptLanguage } from "./languages";

/** Remembers the language that is chosen; at first it is the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState(() => keptLanguage(localStorage, navigator.languages));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo(() => {
    const chooseAndKeep: typeof choose = (next) => {
      choose(next);
      if (typeof next === "string") keepLanguage(localStorage, next);
    };
    return { language, choose: chooseAndKeep };
  }, [language]);
  return <LanguageContext value={chosen}>{children}</LanguageContext>;
}
