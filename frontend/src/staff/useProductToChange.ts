import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

/** A product, which staff see in every state. */
export function useProductToChange(handle: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF, "product", handle],
    queryFn: ({ signal }) => answerOf(api.GET("/api/products/{handle}", { params: { path: { handle } }, signal })),
    staleTime: 0,
  });
}
