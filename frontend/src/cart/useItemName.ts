import { useTexts } from "../i18n/useTexts";

/** Names an item of a cart; one that the shop no longer has is named by its SKU, as what it was. */
export function useItemName(): (item: { readonly title: string; readonly sku: string }) => string {
  const t = useTexts("cart", "cart");
  return ({ title, sku }) => title || t("former-item", { sku });
}
