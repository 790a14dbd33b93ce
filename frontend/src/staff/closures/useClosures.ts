import { dataOf } from "../../api/client";
import { STAFF_KEY } from "../../queries/keys";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";

const REFERENCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** Reads the certificates of closed accounts, the newest first, or that of the reference. */
export function useClosures(reference: string | undefined) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "closures", reference ?? ""],
    (cursor, signal) =>
      dataOf(
        api.GET("/api/staff/closures", {
          params: { query: { ...cursor, ...(reference === undefined ? {} : { reference }) } },
          signal,
        }),
      ),
    { staleTime: 0 },
  );
}
