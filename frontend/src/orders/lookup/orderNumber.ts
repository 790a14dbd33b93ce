/** Parses an order number as people type or paste it; null if it is none. */
export function parseOrderNumber(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const [, first, second] = /^(?:CS)?([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(bare) ?? [];
  if (!first || !second) return null;
  // Crockford's alphabet has no I, L, O or U: the first two are misread ones, an O is a misread zero.
  const number = `${first}-${second}`.replace(/[IL]/g, "1").replace(/O/g, "0");
  return number.includes("U") ? null : `CS-${number}`;
}
