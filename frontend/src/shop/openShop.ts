import { createApi } from "../api/client";
import { refuse } from "../api/refuse";
import { pauseFor, repeat } from "../api/repeat";
import { trace } from "../api/trace";
import { Waits } from "../api/waits";
import { CartToken } from "../cart/cartToken";
import { authenticate } from "../session/renew";
import { SessionStore } from "../session/session";
import type { Shop } from "./shop";

/** Puts the parts together: how a call travels is read from the inside out. */
export function openShop(page: Window & typeof globalThis): Shop {
  const waits = new Waits();
  const session = new SessionStore(page.localStorage);
  page.addEventListener("storage", session.announce);
  const send = refuse(waits.watch(authenticate(trace(repeat((request) => page.fetch(request), pauseFor)), session)));
  return {
    api: createApi(page.location.origin, send),
    waits,
    session,
    cartToken: new CartToken(page.localStorage),
    tab: page.sessionStorage,
  };
}
