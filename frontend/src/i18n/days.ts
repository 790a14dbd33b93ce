import { type Language, LOCALES } from "./languages";

/** Two days as one text in the reader's language, such as “1 – 3 December”. */
export function dayRange(language: Language, first: string, last: string): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month: "long", timeZone: "UTC" });
  return format.formatRange(new Date(first), new Date(last));
}

/** When the day starts that is so many days later, in the reader's time zone. */
export function startOf(day: string, later: number): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
