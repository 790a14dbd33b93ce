import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { ProfileView } from "../api/schema";
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

/** The profile if it was read already, undefined otherwise; nothing is asked for. */
export function useKnownProfile(): ProfileView | undefined {
  return useQuery<ProfileView>({ queryKey: PROFILE, queryFn: skipToken }).data;
}

type Changed = Partial<Pick<ProfileView, "name" | "address" | "other_addresses">>;
export type AddressesChange = ReturnType<typeof useAddressesChange>;

export function useProfileChange() {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Changed) => dataOf(api.PATCH("/api/me", { body })),
    onSuccess: (profile) => queries.setQueryData(PROFILE, profile),
  });
}

/** Changes the addresses that the account has now, since another device may have changed those that the page shows. */
export function useAddressesChange() {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (changeOf: (profile: ProfileView) => Changed) =>
      dataOf(api.PATCH("/api/me", { body: changeOf(await dataOf(api.GET("/api/me"))) })),
    onSuccess: (profile) => queries.setQueryData(PROFILE, profile),
  });
}
