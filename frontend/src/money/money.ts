const KEY = "cloudshop.currency";

/** The currency that the shop sells in: that of last time until the shop has answered. API answers name it with amounts. */
export let CURRENCY = localStorage.getItem(KEY) ?? "EUR";

/** Takes over what the shop has answered, also for the next visit. */
export function setCurrency(currency: string): void {
  CURRENCY = currency;
  localStorage.setItem(KEY, currency);
}

/** Formats an amount of minor units. It is never divided, so no digit is lost. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(decimal(minor, fractionDigits(currency)) as Intl.StringNumericLiteral);
}

/** Formats a rate of basis points: 550 is 5.5 %. */
export function formatRate(basisPoints: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(basisPoints / 10_000);
}

/** Parses an amount as people type it ("12,5", "12.50 €", "12 SEK") into minor units; null if it is none. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = fractionDigits(currency);
  const [, whole, fraction = ""] =
    /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.replace(currency, "").replace(sign(currency), "").replace(/\s/g, "")) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, "0"));
}

/** The amount as a person would type it: "12.50". */
export function decimal(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

/** What people write for the currency beside its code: "€", "kr". */
function sign(currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
}

export function fractionDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
