import type { CartView, ItemView } from "../../src/api/schema";

/** An item of a cart that can be ordered. */
export function itemOf(changed: Partial<ItemView> = {}): ItemView {
  const sku = changed.sku ?? "MUG";
  return {
    sku,
    title: `The ${sku}`,
    handle: sku.toLowerCase(),
    picture_url: null,
    option_values: [],
    quantity: 1,
    unit_price_minor: 1250,
    line_total_minor: 1250,
    available: true,
    problem: null,
    in_stock: null,
    quantity_max: 99,
    ...changed,
  };
}

/** The cart of an account. */
export function cartOf(...items: ItemView[]): CartView {
  const subtotal_minor = items.reduce((sum, item) => sum + item.line_total_minor, 0);
  const cart_id = "01938c1e-0000-7000-8000-000000000001";
  return { cart_id, cart_token: null, items, subtotal_minor, currency: "EUR" };
}
