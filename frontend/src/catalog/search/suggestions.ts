import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import { CATALOG_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";

const SUGGESTIONS_MAX = 6;
const CHARACTERS_MIN = 2;

/** Reads the products that match what is being typed. The previous ones stay until the next are read. */
export function useSuggestions(typed: string) {
  const { api } = useShop();
  const search = typed.trim().slice(0, 100);
  return useQuery({
    queryKey: [...CATALOG_KEY, "suggestions", search],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/products", { params: { query: { search, limit: SUGGESTIONS_MAX } }, signal })),
    enabled: search.length >= CHARACTERS_MIN,
    placeholderData: keepPreviousData,
  });
}

/** The suggestion that an arrow key selects, from -1, which is the text itself, to the last one and round again. */
export function nextSuggestion(selected: number, step: number, count: number): number {
  const places = count + 1;
  return ((((selected + 1 + step) % places) + places) % places) - 1;
}
