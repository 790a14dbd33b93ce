import { createContext } from "react";
import type { Language } from "./languages";

export interface ChosenLanguage {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

export const LanguageContext = createContext<ChosenLanguage>({ language: "en", choose: () => {} });
