import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { SESSION_KEY } from "../queries/keys";
import { nameOf } from "./session";
import { useShop } from "./shop";

/** The longest time that a browser's timers can wait. */
const TIMER_MS_MAX = 2 ** 31 - 1;
/** Timers count from another moment than clocks, and may be a millisecond early: the session would still be valid. */
const EARLY_MS = 5;
/** Of which session a tab's storage is; a guest's has no name. */
const TAB_SESSION = "cloudshop.tab-session";

/**
 * Resets the data of the previous session when this tab or another logs in or out; after a log-out, also what this tab
 * keeps, such as an address entered at the checkout. What a session that has ended by itself has read stays, so that
 * its person does not lose sight of it before logging in again.
 */
export function useSessionReset(): void {
  const queries = useQueryClient();
  const { session, tab } = useShop();
  const last = useSyncExternalStore(session.subscribe, session.last);
  const [name, endsAt] = [nameOf(last), last?.endsAt ?? 0];
  // A tab that the browser had put aside learns of a log-out only when it is loaded again.
  const before = useRef(Number(tab.getItem(TAB_SESSION) ?? name));
  useEffect(() => {
    const isSame = before.current === name;
    before.current = name;
    if (name !== 0) tab.setItem(TAB_SESSION, String(name));
    else if (!isSame) tab.clear();
    if (!isSame) queries.resetQueries({ queryKey: SESSION_KEY });
  }, [queries, tab, name]);
  useEffect(() => {
    if (endsAt === 0) return;
    const timer = setTimeout(session.notify, Math.min(Math.max(endsAt - Date.now(), 0) + EARLY_MS, TIMER_MS_MAX));
    return () => clearTimeout(timer);
  }, [session, endsAt]);
}
