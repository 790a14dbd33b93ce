import { createContext, useContext } from "react";
import { LANGUAGES, type Language } from "./languages";

interface LanguageChoice {
  readonly language: Language;
  /** The languages that the shop offers, of which the first is for readers of any other. */
  readonly offered: readonly Language[];
  readonly choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({
  language: "en",
  offered: LANGUAGES,
  choose: () => {},
});

/** The language of the page, those that there are, and the function that changes it. */
export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}
