import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../../api/client";
import { STAFF_KEY } from "../../../queries/keys";
import { useShop } from "../../../session/shop";

/** The vendors of most published products. */
export function useVendors(): string[] {
  const { api } = useShop();
  const query = useQuery({
    queryKey: [...STAFF_KEY, "vendors"],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/products", { params: { query: { counts: true, limit: 1 } }, signal })),
    staleTime: 10 * 60_000,
  });
  return (query.data?.counts?.vendors ?? []).map(({ value }) => value);
}
