import { QueryClient } from "@tanstack/react-query";
import { createApi } from "../api/client";
import { delay, retry } from "../api/retry";
import { throwProblems } from "../api/send";
import { SlowRequests } from "../api/slowRequests";
import { StaleAnswers } from "../api/staleAnswers";
import { trace } from "../api/trace";
import { authenticate } from "../session/authenticate";
import { CartToken } from "../session/cartToken";
import { SessionStore } from "../session/session";
import type { Shop } from "../session/shop";

/** Connects the page to the shop. The chain around `fetch` is read from the inside out. */
export function createShop(page: Window & typeof globalThis): Shop {
  const slowRequests = new SlowRequests();
  const staleAnswers = new StaleAnswers();
  const session = new SessionStore(page.localStorage);
  page.addEventListener("storage", session.notify);
  // What is asked for here may have changed: React Query keeps what is fresh. The browser's cache only saves the body.
  const retried = retry((request) => page.fetch(request, { cache: "no-cache" }), delay);
  const send = throwProblems(slowRequests.watch(staleAnswers.watch(authenticate(trace(retried), session))));
  return {
    api: createApi(page.location.origin, send),
    slowRequests,
    staleAnswers,
    session,
    cartToken: new CartToken(page.localStorage),
    tab: page.sessionStorage,
  };
}

const FRESH_MS = 30_000;

/** Creates the cache of the API's data. It does not retry, since `retry` does and knows what is safe. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: false },
      // Mutations are sent even if the browser believes it is offline: it is often wrong, and `retry` copes.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
