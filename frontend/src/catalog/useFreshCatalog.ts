import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CATALOG_KEY } from "../queries/keys";
import { useShop } from "../session/shop";

/** Most functions start within the first of these; one that does not come up is not asked for ever. */
export const DELAYS_MS = [1500, 1500, 3000, 6000, 12_000];
/** Stale answers that are further apart belong to different quiet times. */
const FORGOTTEN_AFTER_MS = 60_000;

/** Reads the catalog on the page again, soon after the shop's cache has shown an old answer. */
export function useFreshCatalog(): void {
  const queries = useQueryClient();
  const { staleAnswers } = useShop();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempts = 0;
    let lastAt = 0;
    const refresh = () => {
      timer = undefined;
      queries.invalidateQueries({ queryKey: CATALOG_KEY });
    };
    const unsubscribe = staleAnswers.subscribe(() => {
      if (timer !== undefined) return;
      if (Date.now() - lastAt > FORGOTTEN_AFTER_MS) attempts = 0;
      lastAt = Date.now();
      const delay = DELAYS_MS[attempts];
      attempts += 1;
      if (delay !== undefined) timer = setTimeout(refresh, delay);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [queries, staleAnswers]);
}
