import { useShopRules } from "../../../session/useShopRules";

/** The number of variants that a product may have. The API checks it too, should the shop's rules not be read yet. */
export function useVariantsMax(): number {
  return useShopRules()?.variants_max ?? 250;
}
