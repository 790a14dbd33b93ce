import { useQuery } from "@tanstack/react-query";
import { type Versioned, versionedOf } from "../../api/client";
import type { ProductView } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";

/** A product in the version that staff see. */
export type StaffProduct = Versioned<ProductView>;

const RESIZING_MS = 5_000;

export const staffProductKey = (handle: string) => [...STAFF_KEY, "product", handle] as const;

/** Reads a product in any state; for shoppers the API has published ones only. */
export function useStaffProduct(handle: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: staffProductKey(handle),
    queryFn: ({ signal }): Promise<StaffProduct> =>
      versionedOf(api.GET("/api/products/{handle}", { params: { path: { handle } }, signal })),
    staleTime: 0,
    // Until the sizes of uploaded pictures are made, or turn out to be impossible.
    refetchInterval: ({ state: { data } }) => data?.uploads?.some(({ state }) => state === "uploaded") && RESIZING_MS,
  });
}
