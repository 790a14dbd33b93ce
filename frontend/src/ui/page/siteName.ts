import { useSyncExternalStore } from "react";

const SELECTOR = 'meta[property="og:site_name"]';
const listeners = new Set<() => void>();
let known: string | null = null;

/** The shop's name: what the document says until the API does; "" while neither has. */
export function useSiteName(): string {
  return useSyncExternalStore(subscribe, siteName);
}

/** Provides every page with the name that the API gave. */
export function setSiteName(name: string): void {
  known = name;
  for (const listener of listeners) listener();
}

function siteName(): string {
  return known ?? document.querySelector(SELECTOR)?.getAttribute("content") ?? "";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
