import { useSyncExternalStore } from "react";
import { useShop } from "../shop/useShop";
import type { Session } from "./session";

/** Who is logged in here, as far as scripts know. */
export function useSession(): Session | null {
  const { session } = useShop();
  return useSyncExternalStore(session.subscribe, session.current);
}
