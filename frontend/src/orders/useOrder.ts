import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { OrderView } from "../api/schema";
import { MINE } from "../shop/mine";
import { useShop } from "../shop/useShop";
import { pauseBeforeNextLook, readState } from "./states";

/** An order, and how many looks in a row have shown nothing new. */
export interface WatchedOrder {
  readonly order: OrderView;
  readonly unchanged: number;
}

export const orderKey = (number: string) => [...MINE, "order", number] as const;

/** Watches an order: a guest's by its e-mail address, an account's without one. */
export function useOrder(number: string, email: string | null) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useQuery({
    queryKey: [...orderKey(number), email],
    queryFn: async ({ signal, queryKey }): Promise<WatchedOrder> => {
      const call = email
        ? api.POST("/api/order-look-ups", { body: { number, email }, signal })
        : api.GET("/api/orders/{number}", { params: { path: { number } }, signal });
      return watched(await answerOf<OrderView>(call), queries.getQueryData<WatchedOrder>(queryKey));
    },
    refetchInterval: ({ state: { data } }) =>
      data ? pauseBeforeNextLook(readState(data.order.state), data.unchanged) : false,
  });
}

function watched(order: OrderView, before: WatchedOrder | undefined): WatchedOrder {
  const isSame = before !== undefined && before.order.timeline.length === order.timeline.length;
  return { order, unchanged: isSame ? before.unchanged + 1 : 0 };
}
