import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { Address } from "../api/schema";
import { useSession } from "../session/useSession";
import { MINE } from "../shop/mine";
import { useShop } from "../shop/useShop";

const PROFILE = [...MINE, "profile"] as const;

/** The account of whoever is logged in; guests have none. */
export function useProfile() {
  const { api } = useShop();
  const session = useSession();
  return useQuery({
    queryKey: PROFILE,
    queryFn: ({ signal }) => answerOf(api.GET("/api/me", { signal })),
    enabled: session !== null,
  });
}

export function useProfileChange() {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; address: Address | null }) => answerOf(api.PATCH("/api/me", { body })),
    onSuccess: (profile) => queries.setQueryData(PROFILE, profile),
  });
}
