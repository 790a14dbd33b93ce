import { useMemo } from "react";
import { type Say, sayIn, type Texts } from "./texts";
import { useLanguage } from "./useLanguage";

/** `t("key")` in the language that is chosen. */
export function useTexts<Key extends string>(texts: Texts<Key>): Say<Key> {
  const { language } = useLanguage();
  return useMemo(() => sayIn(language, texts), [language, texts]);
}
