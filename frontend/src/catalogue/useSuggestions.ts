import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";

const SUGGESTIONS_MAX = 6;
const LETTERS_MIN = 2;

/** Products for what is being typed; those before stay until the next are there. */
export function useSuggestions(typed: string) {
  const { api } = useShop();
  const search = typed.trim().slice(0, 100);
  return useQuery({
    queryKey: ["suggestions", search],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/products", { params: { query: { search, limit: SUGGESTIONS_MAX } }, signal })),
    enabled: search.length >= LETTERS_MIN,
    placeholderData: keepPreviousData,
  });
}
