export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

/** The locale that formats numbers, amounts and dates. Prices are in euros, so English is Ireland's. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-IE", fr: "fr-FR" };

const KEY = "cloudshop.language";

/** The language that was saved, else the first of the browser's `preferred` ones that the shop has, else English. */
export function loadLanguage(storage: Storage, preferred: readonly string[]): Language {
  const wanted = [storage.getItem(KEY), ...preferred.map((tag) => tag.slice(0, 2))];
  return wanted.find(isLanguage) ?? "en";
}

export function saveLanguage(storage: Storage, language: Language): void {
  storage.setItem(KEY, language);
}

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}
