import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from "react";
import { type Language, loadLanguage, loadOffered, saveLanguage, saveOffered } from "./languages";
import { startLanguage } from "./loadTexts";
import { LanguageContext } from "./useLanguage";

interface LanguageProviderProps {
  /** The languages that the shop offers; undefined until the API has responded. */
  readonly offered: readonly Language[] | undefined;
  readonly children: ReactNode;
}

/**
 * Provides the language of the page: the one that was chosen here before, else the browser's, of those offered. The page
 * stays in the language that it has until the texts of the next one are loaded.
 */
export function LanguageProvider({ offered: answered, children }: LanguageProviderProps) {
  const [chosen, setChosen] = useState<Language>();
  const [remembered] = useState(() => loadOffered(localStorage));
  const offered = answered ?? remembered;
  const wanted =
    chosen !== undefined && offered.includes(chosen)
      ? chosen
      : loadLanguage(localStorage, navigator.languages, offered);
  const language = useDeferredValue(wanted);
  useEffect(() => {
    startLanguage(language, wanted);
    document.documentElement.lang = language;
  }, [language, wanted]);
  useEffect(() => {
    if (answered !== undefined) saveOffered(localStorage, answered);
  }, [answered]);
  const choice = useMemo(() => {
    const choose = (next: Language) => {
      setChosen(next);
      saveLanguage(localStorage, next);
    };
    return { language, offered, choose };
  }, [language, offered]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}
