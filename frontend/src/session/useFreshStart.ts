import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { MINE } from "../shop/mine";
import { useSession } from "./useSession";

/** Forgets what was shown to whoever was here before, when somebody logs in or out, in this tab or another. */
export function useFreshStart(): void {
  const queries = useQueryClient();
  const session = useSession()?.endsAt ?? 0;
  const before = useRef(session);
  useEffect(() => {
    if (before.current === session) return;
    before.current = session;
    queries.resetQueries({ queryKey: MINE });
  }, [queries, session]);
}
