import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";

export function useProduct(handle: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: ["product", handle],
    queryFn: ({ signal }) => answerOf(api.GET("/api/products/{handle}", { params: { path: { handle } }, signal })),
  });
}
