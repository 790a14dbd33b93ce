import type { CartView } from "../api/schema";

export function quantityOf(cart: CartView | undefined, sku: string): number {
  return cart?.items.find((item) => item.sku === sku)?.quantity ?? 0;
}

export function articlesIn(cart: CartView | undefined): number {
  return (cart?.items ?? []).reduce((sum, item) => sum + item.quantity, 0);
}
