/** Parses the quantity of a stock movement, such as "+12" or "-3"; null if it is none or more than `max`. */
export function parseQuantity(typed: string, max = Number.POSITIVE_INFINITY): number | null {
  // Keyboards have several characters for minus.
  const [, sign = "", digits] = /^([+\-−–]?)(\d{1,7})$/.exec(typed.replace(/\s/g, "")) ?? [];
  const quantity = Number(digits ?? 0);
  if (quantity === 0 || quantity > max) return null;
  return sign === "" || sign === "+" ? quantity : -quantity;
}
