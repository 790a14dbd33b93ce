import { useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { CartView, OrderView } from "../../api/schema";
import { withoutOrdered } from "../../cart/rules";
import { CART_KEY } from "../../cart/useCart";
import { SESSION_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";
import { parseState, pollInterval } from "../states";

/** An order, and how many polls in a row brought nothing new. */
export interface PolledOrder {
  readonly order: OrderView;
  readonly unchanged: number;
}

export const orderKey = (number: string) => [...SESSION_KEY, "order", number] as const;

/** Polls an order: a guest's with its e-mail address, an account's without one. */
export function useOrder(number: string, email: string | null) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useQuery({
    queryKey: [...orderKey(number), email],
    queryFn: async ({ signal, queryKey }): Promise<PolledOrder> => {
      const call = email
        ? api.POST("/api/order-look-ups", { body: { number, email }, signal })
        : api.GET("/api/orders/{number}", { params: { path: { number } }, signal });
      const order = await dataOf<OrderView>(call);
      const before = queries.getQueryData<PolledOrder>(queryKey);
      if (before && isJustConfirmed(before.order, order)) {
        queries.setQueryData<CartView>(CART_KEY, (cart) => cart && withoutOrdered(cart, order.lines));
      }
      return polled(order, before);
    },
    refetchInterval: ({ state: { data } }) =>
      data ? pollInterval(parseState(data.order.state), data.unchanged) : false,
  });
}

/** Whether the order was confirmed between the two, upon which the shop takes its items out of the cart. */
function isJustConfirmed(before: OrderView, after: OrderView): boolean {
  const isConfirmed = ({ timeline }: OrderView) => timeline.some(({ state }) => state === "confirmed");
  return !isConfirmed(before) && isConfirmed(after);
}

function polled(order: OrderView, before: PolledOrder | undefined): PolledOrder {
  const isSame = before !== undefined && before.order.timeline.length === order.timeline.length;
  return { order, unchanged: isSame ? before.unchanged + 1 : 0 };
}
