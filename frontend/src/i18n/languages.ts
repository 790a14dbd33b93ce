export const LANGUAGES = ["en", "fr", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", fr: "Français", de: "Deutsch" };

/** The locale that formats numbers, amounts and dates. Prices are in euros, so English is Ireland's. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-IE", fr: "fr-FR", de: "de-DE" };

const KEY = "cloudshop.language";
const OFFERED_KEY = "cloudshop.languages";

/** The language that was saved, else the first of the browser's `preferred` ones that is `offered`, else the first of these. */
export function loadLanguage(
  storage: Storage,
  preferred: readonly string[],
  offered: readonly Language[] = LANGUAGES,
): Language {
  const wanted = [storage.getItem(KEY), ...preferred.map((tag) => tag.slice(0, 2))];
  return wanted.find((text) => isOneOf(text, offered)) ?? offered[0] ?? "en";
}

export function saveLanguage(storage: Storage, language: Language): void {
  storage.setItem(KEY, language);
}

/** The languages that the shop offered last time, before its answer has come: all that there are at the first visit. */
export function loadOffered(storage: Storage): readonly Language[] {
  const known = storage.getItem(OFFERED_KEY)?.split(",") ?? [];
  const offered = known.filter((text): text is Language => isOneOf(text, LANGUAGES));
  return offered.length > 0 ? offered : LANGUAGES;
}

export function saveOffered(storage: Storage, offered: readonly Language[]): void {
  storage.setItem(OFFERED_KEY, offered.join(","));
}

function isOneOf(text: string | null, languages: readonly Language[]): text is Language {
  return languages.some((language) => language === text);
}
