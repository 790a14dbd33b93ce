import { type Language, LOCALES } from "./languages";

const DATE: Intl.DateTimeFormatOptions = { dateStyle: "long" };
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };

export function formatDate(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], DATE).format(new Date(iso));
}

export function formatMoment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], MOMENT).format(new Date(iso));
}
