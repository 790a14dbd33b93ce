import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { OrderView } from "../../api/schema";
import { useShop } from "../../session/shop";
import type { ChosenLine } from "../returns/lines";
import { orderKey, type PolledOrder } from "./useOrder";

export type OrderChange = "cancel" | "return";

interface Change {
  readonly change: OrderChange;
  readonly reason: string;
  /** The returned items. */
  readonly lines?: ChosenLine[];
}

/** Cancels the order or requests its return. Sending either again changes nothing more. */
export function useOrderChange(number: string, email: string | null) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ change, reason, lines }: Change): Promise<OrderView> => {
      const params = { path: { number } };
      const body = { email, reason: reason || null };
      if (change === "return") {
        return dataOf(api.POST("/api/orders/{number}/return", { params, body: { ...body, lines: lines ?? null } }));
      }
      return dataOf(api.POST("/api/orders/{number}/cancel", { params, body }));
    },
    onSuccess: (order) => {
      queries.setQueryData<PolledOrder>([...orderKey(number), email], { order, unchanged: 0 });
    },
  });
}
