import type { Language } from "./languages";
import { format, type Message, type Values } from "./message";

/** The texts of a section, by key. */
export type Texts = Readonly<Record<string, Message>>;
/** The texts of an area, by section. */
export type AreaTexts = Readonly<Record<string, Texts>>;

/** Finds a text by its key and fills in its placeholders. */
export interface Translate<Key extends string> {
  (key: Key, values?: Values): string;
  /** Whether there is a text for what the API says, which may be newer than this page. */
  has(key: string): boolean;
  /** Every key, in the order of the catalogue. */
  keys(): readonly string[];
}

/** The function that finds a section's texts. */
export function translator<Key extends string>(language: Language, texts: Texts): Translate<Key> {
  const translate = (key: Key, values: Values = {}) => format(texts[key] ?? key, language, values);
  return Object.assign(translate, { has: (key: string) => Object.hasOwn(texts, key), keys: () => Object.keys(texts) });
}
