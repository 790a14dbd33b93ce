const MONTHS_SHOWN = 24;

/** The months that can be chosen, such as 2026-11, the present one first. */
export function months(now = new Date()): string[] {
  return Array.from({ length: MONTHS_SHOWN }, (_, before) => {
    const first = new Date(now.getFullYear(), now.getMonth() - before, 1);
    return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, "0")}`;
  });
}

/** The first and the last day of a month. */
export function daysOf(month: string): { since: string; until: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { since: `${month}-01`, until: `${month}-${last}` };
}
