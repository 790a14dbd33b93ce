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

/** The day that is so many days after the reader's today, as fields for days have it. */
export function dayFromNow(later: number): string {
  const day = new Date();
  day.setDate(day.getDate() + later);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** One day as text in the reader's language, such as “Mon, 30 November”. */
export function dayName(language: Language, day: string): string {
  const format = { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], format).format(new Date(day));
}
