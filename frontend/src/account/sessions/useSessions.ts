import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import { SESSION_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";

export const SESSIONS = [...SESSION_KEY, "sessions"] as const;

/** Reads the sessions of the account that is logged in. */
export function useSessions() {
  const { api } = useShop();
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => dataOf(api.GET("/api/me/sessions", { signal })),
  });
}

/** Ends the session with this id, or without one all but this browser's. */
export function useSessionEnd() {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { id?: string }) => dataOf(api.POST("/api/me/sessions/end", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}
