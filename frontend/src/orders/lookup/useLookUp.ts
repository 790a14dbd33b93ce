import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import { useShop } from "../../session/shop";
import { orderKey, type PolledOrder } from "../detail/useOrder";
import { GuestOrders } from "./guestOrders";

/** Finds a guest's order, and keeps in this tab the e-mail address that opens it. */
export function useLookUp() {
  const { api, tab } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { number: string; email: string }) => dataOf(api.POST("/api/order-look-ups", { body })),
    onSuccess: (order, { number, email }) => {
      new GuestOrders(tab).save(number, email);
      queries.setQueryData<PolledOrder>([...orderKey(number), email], { order, unchanged: 0 });
    },
  });
}
