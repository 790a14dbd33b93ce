import { useState } from "react";
import type { ItemView } from "../api/schema";

/** The item that was removed last and can be put back, with the place that it had, and the item that was put back. */
export function useRemoval() {
  const [removed, setRemoved] = useState<{ item: ItemView; place: number } | null>(null);
  const [restoredSku, setRestoredSku] = useState<string | null>(null);
  return {
    removed,
    restoredSku,
    remove: (item: ItemView, place: number) => {
      setRemoved({ item, place });
      setRestoredSku(null);
    },
    restore: () => {
      setRestoredSku(removed?.item.sku ?? null);
      setRemoved(null);
    },
  };
}

export type Removal = ReturnType<typeof useRemoval>;
