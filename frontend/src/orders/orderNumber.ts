/** The number as the shop writes it, out of what somebody typed or pasted; null when it is none. */
export function readOrderNumber(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  // Crockford's alphabet has no I, L, O: whoever reads them means 1 and 0.
  const [, first, second] = /^(?:CS)?([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(bare) ?? [];
  if (!first || !second) return null;
  const number = `${first}-${second}`.replace(/[IL]/g, "1").replace(/O/g, "0");
  return number.includes("U") ? null : `CS-${number}`;
}
