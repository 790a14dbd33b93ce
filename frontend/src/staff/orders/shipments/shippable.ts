import type { OrderView } from "../../../api/schema";

type Chosen = Readonly<Record<string, number>>;

/** Whether a parcel of the order may be sent; the previous release reports only the state. */
export function canBeShipped({ state, lines, next_states }: OrderView): boolean {
  if (state === "refunded") return false;
  return next_states.includes("shipped") || lines.some(({ to_ship }) => to_ship > 0);
}

/** Whether the order may be marked as delivered: nothing of it is left to ship. */
export function canBeDelivered({ lines, next_states }: OrderView): boolean {
  return next_states.includes("delivered") && !lines.some(({ to_ship }) => to_ship > 0);
}

/** Whether some of the order may be left out: of one that is not sent at all, something has to be sent. */
export function canBeReleased({ state, lines }: OrderView): boolean {
  const left = lines.reduce((sum, { to_ship }) => sum + (to_ship ?? 0), 0);
  return left > (state === "confirmed" ? 1 : 0);
}

/** The chosen quantity of each line, and the quantity that `unchosen` returns for the others. */
export function chosenOf(lines: OrderView["lines"], chosen: Chosen, unchosen: (toShip: number) => number) {
  const quantities = lines.map(({ sku, to_ship }) => ({ sku, quantity: chosen[sku] ?? unchosen(to_ship) }));
  return quantities.filter(({ quantity }) => quantity > 0);
}
