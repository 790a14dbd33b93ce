import type { Area, Section, TextKey } from "./catalogs";
import { readTexts } from "./loadTexts";
import { type Texts, type Translate, translator } from "./texts";
import { useLanguage } from "./useLanguage";

const translators = new WeakMap<Texts, Translate<string>>();

/** The translate function of a section in the page's language: `t("key", { placeholder: value })`. Suspends until it is loaded. */
export function useTexts<A extends Area, S extends Section<A>>(area: A, section: S): Translate<TextKey<A, S>> {
  const { language } = useLanguage();
  const texts = readTexts(language, area)[section] ?? {};
  const t = translators.get(texts) ?? translator(language, texts);
  translators.set(texts, t);
  return t;
}
