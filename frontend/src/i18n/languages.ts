export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a language names itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", fr: "Français" };

/** Whose customs numbers, amounts and dates follow: prices are in euros, so English is Ireland's. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-IE", fr: "fr-FR" };

const KEY = "cloudshop.language";

export function keptLanguage(storage: Storage, preferred: readonly string[]): Language {
  const wanted = [storage.getItem(KEY), ...preferred.map((tag) => tag.slice(0, 2))];
  return wanted.find(isLanguage) ?? "en";
}

export function keepLanguage(storage: Storage, language: Language): void {
  storage.setItem(KEY, language);
}

function isLanguage(text: string | null): text is Language {
  return LANGUAGES.some((language) => language === text);
}
