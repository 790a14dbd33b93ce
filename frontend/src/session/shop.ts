import { createContext, useContext } from "react";
import type { Api } from "../api/client";
import type { SlowRequests } from "../api/slowRequests";
import type { StaleAnswers } from "../api/staleAnswers";
import type { CartToken } from "./cartToken";
import type { SessionStore } from "./session";

/** Everything outside the page that its components use. */
export interface Shop {
  readonly api: Api;
  readonly slowRequests: SlowRequests;
  readonly staleAnswers: StaleAnswers;
  readonly session: SessionStore;
  readonly cartToken: CartToken;
  /** Storage that survives a reload and ends with the tab. */
  readonly tab: Storage;
}

export const ShopContext = createContext<Shop | null>(null);

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("There is no ShopContext around this component.");
  return shop;
}
