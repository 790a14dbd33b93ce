/** Amounts are whole minor units. They become text digit by digit, never by division. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(decimal(minor, fractionDigits(currency)) as Intl.StringNumericLiteral);
}

/** What somebody typed as an amount ("12,5", "12.50 €"), in minor units; null when it is none. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = fractionDigits(currency);
  const [, whole, fraction = ""] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.replace(/[\s€]/g, "")) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, "0"));
}

/** The amount as a person would type it: "12.50". */
export function decimal(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const cut = text.length - digits;
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, cut)}.${text.slice(cut)}`;
}

export function fractionDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
