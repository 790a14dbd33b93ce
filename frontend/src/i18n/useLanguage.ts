import { createContext, useContext } from "react";
import type { Language } from "./languages";

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: "en", choose: () => {} });

/** The language of the page, and the function that changes it. */
export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}
