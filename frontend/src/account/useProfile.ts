import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { Address } from "../api/schema";
import { SESSION_KEY } from "../queries/keys";
import { useShop } from "../session/shop";
import { useSession } from "../session/useSession";

const PROFILE = [...SESSION_KEY, "profile"] as const;

/** Reads the profile of the account that is logged in. */
export function useProfile() {
  const { api } = useShop();
  const session = useSession();
  return useQuery({
    queryKey: PROFILE,
    queryFn: ({ signal }) => dataOf(api.GET("/api/me", { signal })),
    enabled: session !== null,
  });
}

export function useProfileChange() {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; address: Address | null }) => dataOf(api.PATCH("/api/me", { body })),
    onSuccess: (profile) => queries.setQueryData(PROFILE, profile),
  });
}
