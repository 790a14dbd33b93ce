import { type Language, LOCALES } from "./languages";

/** A text, with `{names}` for what is filled in; one that counts has a form for each plural. */
export type Text = string | { readonly one: string; readonly other: string };
export type Texts<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, Text>>>>;
export type Values = Readonly<Record<string, string | number>>;
export type Say<Key extends string> = (key: Key, values?: Values) => string;

/** The texts of one part of the shop; they are loaded with it. A key that one language lacks does not compile. */
export function defineTexts<Key extends string>(
  en: Readonly<Record<Key, Text>>,
  fr: Readonly<Record<NoInfer<Key>, Text>>,
): Texts<Key> {
  return { en, fr };
}

export function sayIn<Key extends string>(language: Language, texts: Texts<Key>): Say<Key> {
  return (key, values = {}) => fill(form(texts[language][key], language, values), language, values);
}

function form(text: Text, language: Language, values: Values): string {
  if (typeof text === "string") return text;
  const plural = new Intl.PluralRules(LOCALES[language]).select(Number(values.count));
  return plural === "one" ? text.one : text.other;
}

function fill(text: string, language: Language, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(LOCALES[language]) : (value ?? whole);
  });
}
