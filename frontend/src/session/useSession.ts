import { useSyncExternalStore } from "react";
import type { Session } from "./session";
import { useShop } from "./shop";

/** The session of this browser; null for a guest. */
export function useSession(): Session | null {
  const { session } = useShop();
  return useSyncExternalStore(session.subscribe, session.current);
}

/** Whether the session has ended without a log-out. */
export function useHasLapsed(): boolean {
  const { session } = useShop();
  return useSyncExternalStore(session.subscribe, session.hasLapsed);
}
