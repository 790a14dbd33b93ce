/** Attributes of a text that the merchant wrote: its language, and the direction of its own letters. */
export const MERCHANT_TEXT = { lang: "en", dir: "auto" } as const;

// The letters of Hebrew, Arabic and the other scripts that are written from right to left.
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The text, kept apart from what stands around it where it runs the other way, so that neither reorders the other. */
export function isolated(text: string): string {
  return FROM_RIGHT.test(text) ? `\u2068${text}\u2069` : text;
}
