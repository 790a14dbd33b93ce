import { useState } from "react";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { useOnce } from "./useOnce";

export interface Movement {
  readonly quantity: number;
  readonly reason: string;
}

/** Moves stock, once; `times` counts what was moved. */
export function useMovement(sku: string) {
  const { api } = useShop();
  const [times, count] = useState(0);
  const once = useOnce(
    `movement ${sku}`,
    ({ key, body }: { key: string; body: Movement }) => {
      const params = { path: { sku }, header: { "Idempotency-Key": key } };
      return answerOf(api.POST("/api/staff/stock/{sku}/movements", { params, body }));
    },
    () => count((before) => before + 1),
  );
  return { ...once, times };
}

export type MoveStock = ReturnType<typeof useMovement>;
