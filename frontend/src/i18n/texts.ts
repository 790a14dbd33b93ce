import { type Language, LOCALES } from "./languages";
import { isolated } from "./merchantText";

/** A text with `{names}` as placeholders. One that depends on `count` has both plural forms. */
export type Text = string | { readonly one: string; readonly other: string };
export type Texts<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, Text>>>>;
export type Values = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

/** Defines the texts of a part of the shop, which are loaded with it. A key that French lacks does not compile. */
export function defineTexts<Key extends string>(
  en: Readonly<Record<Key, Text>>,
  fr: Readonly<Record<NoInfer<Key>, Text>>,
): Texts<Key> {
  return { en, fr };
}

/** The function that finds a text by its key and fills in its placeholders. */
export function translator<Key extends string>(language: Language, texts: Texts<Key>): Translate<Key> {
  return (key, values = {}) => fill(form(texts[language][key], language, values), language, values);
}

function form(text: Text, language: Language, values: Values): string {
  if (typeof text === "string") return text;
  const plural = new Intl.PluralRules(LOCALES[language]).select(Number(values.count));
  return plural === "one" ? text.one : text.other;
}

function fill(text: string, language: Language, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (typeof value === "number") return value.toLocaleString(LOCALES[language]);
    return isolated(value ?? placeholder);
  });
}
