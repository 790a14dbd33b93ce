import type { CartView } from "../api/schema";

/** How many of the SKU the cart holds. */
export function quantityOf(cart: CartView | undefined, sku: string): number {
  return cart?.items.find((item) => item.sku === sku)?.quantity ?? 0;
}

/** How many items the cart holds in all. */
export function itemCount(cart: CartView | undefined): number {
  return (cart?.items ?? []).reduce((sum, item) => sum + item.quantity, 0);
}
