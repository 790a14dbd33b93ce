import { useContext } from "react";
import { type Shop, ShopContext } from "./shop";

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("There is no ShopContext around this component.");
  return shop;
}
