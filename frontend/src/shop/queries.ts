import { QueryClient } from "@tanstack/react-query";

const FRESH_MS = 30_000;

/** Answers are kept for a while; sending again is the business of `repeat`, so queries do not. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: false },
      // Calls go out although the browser believes to be offline: it is often wrong, and `repeat` copes.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
