import type { OrderView } from "../../api/schema";

type Lines = readonly Pick<OrderView["lines"][number], "sku" | "to_ship">[];

/** Whether items can be taken out: nothing is shipped, and something would be left. */
export function canBeReduced({ state, lines }: { state: OrderView["state"]; lines: Lines }): boolean {
  return state === "confirmed" && itemsIn(lines) > 1;
}

/** The lines to take out, by the quantities that were chosen; null if that is nothing or everything. */
export function removedItems(lines: Lines, chosen: Readonly<Record<string, number>>) {
  const taken = lines.map(({ sku }) => ({ sku, quantity: chosen[sku] ?? 0 })).filter(({ quantity }) => quantity > 0);
  const items = taken.reduce((sum, { quantity }) => sum + quantity, 0);
  return items === 0 || items === itemsIn(lines) ? null : taken;
}

function itemsIn(lines: Lines): number {
  // Missing in answers of the release before.
  return lines.reduce((sum, { to_ship }) => sum + (to_ship ?? 0), 0);
}
