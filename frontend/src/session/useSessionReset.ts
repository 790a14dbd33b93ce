import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { SESSION_KEY } from "../queries/keys";
import { useSession } from "./useSession";

/** Resets the data of the previous session when this tab or another logs in or out. */
export function useSessionReset(): void {
  const queries = useQueryClient();
  const session = useSession()?.endsAt ?? 0;
  const before = useRef(session);
  useEffect(() => {
    if (before.current === session) return;
    before.current = session;
    queries.resetQueries({ queryKey: SESSION_KEY });
  }, [queries, session]);
}
