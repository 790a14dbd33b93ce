import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { GuestOrders } from "./guestOrders";
import { orderKey, type WatchedOrder } from "./useOrder";

/** Finds a guest's order, and remembers in this tab what opens it. */
export function useLookUp() {
  const { api, tab } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { number: string; email: string }) => answerOf(api.POST("/api/order-look-ups", { body })),
    onSuccess: (order, { number, email }) => {
      new GuestOrders(tab).keep(number, email);
      queries.setQueryData<WatchedOrder>([...orderKey(number), email], { order, unchanged: 0 });
    },
  });
}
