import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";

export function useCategories() {
  const { api } = useShop();
  return useQuery({
    queryKey: ["categories"],
    queryFn: async ({ signal }) => (await answerOf(api.GET("/api/categories", { signal }))).categories,
    staleTime: 10 * 60_000,
  });
}
