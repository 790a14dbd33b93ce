import { useMemo } from "react";
import { type Texts, type Translate, translator } from "./texts";
import { useLanguage } from "./useLanguage";

/** The translate function of the page's language: `t("key", { placeholder: value })`. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Key> {
  const { language } = useLanguage();
  return useMemo(() => translator(language, texts), [language, texts]);
}
