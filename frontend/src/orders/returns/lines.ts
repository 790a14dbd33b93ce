import type { OrderView } from "../../api/schema";

type OrderLine = OrderView["lines"][number];

export interface ChosenLine {
  readonly sku: string;
  readonly quantity: number;
}

/** The lines of which something can still be sent back. */
export function returnableLines(order: OrderView): OrderLine[] {
  return order.lines.filter(({ returnable }) => returnable > 0);
}

/** The chosen quantity of each line; all returnable items of a line without a choice. */
export function chosenLines(lines: readonly OrderLine[], quantities: Readonly<Record<string, number>>): ChosenLine[] {
  const chosen = lines.map(({ sku, returnable }) => ({ sku, quantity: quantities[sku] ?? returnable }));
  return chosen.filter(({ quantity }) => quantity > 0);
}
