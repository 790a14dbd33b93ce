import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { OrderView } from "../api/schema";
import { useShop } from "../shop/useShop";
import { orderKey, type WatchedOrder } from "./useOrder";

export type OrderChange = "cancel" | "return";

/** Cancels the order or announces a return; both end the same however often they are sent. */
export function useOrderChange(number: string, email: string | null) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ change, reason }: { change: OrderChange; reason: string }): Promise<OrderView> => {
      const params = { path: { number } };
      if (change === "return") {
        return answerOf(api.POST("/api/orders/{number}/return", { params, body: { email, reason } }));
      }
      const body = { email, reason: reason || null };
      return answerOf(api.POST("/api/orders/{number}/cancel", { params, body }));
    },
    onSuccess: (order) => {
      queries.setQueryData<WatchedOrder>([...orderKey(number), email], { order, unchanged: 0 });
    },
  });
}
