import { useContext } from "react";
import { type ChosenLanguage, LanguageContext } from "./LanguageContext";

export function useLanguage(): ChosenLanguage {
  return useContext(LanguageContext);
}
