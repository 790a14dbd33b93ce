/** A movement as typed, "+12" or "-3"; null when it is none, or more than `max`. */
export function readMovement(typed: string, max = Number.POSITIVE_INFINITY): number | null {
  // Keyboards and texts have several signs for minus.
  const [, sign = "", digits] = /^([+\-−–]?)(\d{1,7})$/.exec(typed.replace(/\s/g, "")) ?? [];
  if (digits === undefined) return null;
  const moved = Number(digits);
  if (moved === 0 || moved > max) return null;
  return sign === "" || sign === "+" ? moved : -moved;
}
