import { createContext } from "react";
import type { Api } from "../api/client";
import type { Waits } from "../api/waits";
import type { CartToken } from "../cart/cartToken";
import type { SessionStore } from "../session/session";

/** Everything that pages use of the world outside them. */
export interface Shop {
  readonly api: Api;
  readonly waits: Waits;
  readonly session: SessionStore;
  readonly cartToken: CartToken;
  /** Of this tab, and gone with it: what must survive a reload. */
  readonly tab: Storage;
}

export const ShopContext = createContext<Shop | null>(null);
