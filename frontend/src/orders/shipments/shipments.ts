import type { OrderView, ParcelView } from "../../api/schema";

type Counted = Pick<OrderView["lines"][number], "sku" | "title"> & { readonly quantity: number };

/** The order's parcels; in an answer of the release before, the one that it knows of. */
export function parcelsOf(order: OrderView): ParcelView[] {
  if (order.parcels) return order.parcels;
  const { carrier, tracking_code } = order;
  const step = order.timeline.find(({ state }) => state === "shipped");
  if (!carrier || !step) return [];
  return [{ id: "", carrier, tracking_code: tracking_code ?? "", tracking_url: null, sent_at: step.at, lines: [] }];
}

/** The items still to be sent of an order that has parcels or releases. */
export function restOf(order: OrderView): Counted[] {
  const lines = order.lines.filter(({ to_ship }) => to_ship > 0);
  return lines.map(({ sku, title, to_ship }) => ({ sku, title, quantity: to_ship }));
}

/** The items with what they were called in the order. */
export function titled(order: OrderView, lines: ParcelView["lines"]): Counted[] {
  const titles = new Map(order.lines.map(({ sku, title }) => [sku, title]));
  return lines.map(({ sku, quantity }) => ({ sku, quantity, title: titles.get(sku) ?? sku }));
}
