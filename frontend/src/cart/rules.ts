import type { CartView, OrderedLine } from "../api/schema";

/** How many of the SKU the cart holds. */
export function quantityOf(cart: CartView | undefined, sku: string): number {
  return cart?.items.find((item) => item.sku === sku)?.quantity ?? 0;
}

/** How many items the cart holds in all. */
export function itemCount(cart: CartView | undefined): number {
  return (cart?.items ?? []).reduce((sum, item) => sum + item.quantity, 0);
}

/** The cart once an order with these lines is confirmed, as the shop is about to change it. */
export function withoutOrdered(cart: CartView, lines: readonly OrderedLine[]): CartView {
  const ordered = new Map(lines.map(({ sku, quantity }) => [sku, quantity]));
  const items = cart.items.flatMap((item) => {
    const quantity = item.quantity - (ordered.get(item.sku) ?? 0);
    return quantity > 0 ? [{ ...item, quantity, line_total_minor: (item.unit_price_minor ?? 0) * quantity }] : [];
  });
  return { ...cart, items, subtotal_minor: items.reduce((sum, item) => sum + item.line_total_minor, 0) };
}
