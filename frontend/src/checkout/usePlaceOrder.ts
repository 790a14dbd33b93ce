import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isDecided } from "../api/attempt";
import { answerOf } from "../api/client";
import type { CartView, OrderView } from "../api/schema";
import { CART } from "../cart/useCart";
import { GuestOrders } from "../orders/guestOrders";
import { useSession } from "../session/useSession";
import { useShop } from "../shop/useShop";
import { type OrderBody, orderAttempts } from "./attempt";

const PLACING = ["place-order"] as const;

/** Places an order once, however often it is asked to; an attempt that a reload left open is taken up at once. */
export function usePlaceOrder(onPlaced: (order: OrderView) => void) {
  const { api, cartToken, tab } = useShop();
  const queries = useQueryClient();
  const isGuest = useSession() === null;
  const attempts = orderAttempts(tab);
  const open = attempts.pending();
  const placing = useMutation({
    mutationKey: PLACING,
    mutationFn: (body: OrderBody) => {
      const attempt = attempts.begin(body);
      const params = { header: { "Idempotency-Key": attempt.key } };
      return answerOf(api.POST("/api/orders", { params, headers: cartToken.header, body: attempt.body }));
    },
    onSuccess: (order) => {
      attempts.settle();
      if (isGuest) new GuestOrders(tab).keep(order.number, order.email);
      // The shop empties the cart a moment later; what was ordered must not be offered meanwhile.
      queries.setQueryData<CartView>(CART, (cart) => cart && { ...cart, items: [], subtotal_minor: 0 });
      onPlaced(order);
    },
    onError: (problem) => {
      if (isDecided(problem)) attempts.settle();
    },
  });

  const { isIdle, mutate } = placing;
  const send = (body: OrderBody) => {
    // Asked of the queries, since a second click comes before this component has heard of the first.
    if (queries.isMutating({ mutationKey: PLACING }) === 0) mutate(attempts.pending()?.body ?? body);
  };

  useEffect(() => {
    if (isIdle && open !== null) mutate(open.body);
  }, [isIdle, open, mutate]);

  return {
    problem: placing.error,
    isPlacing: placing.isPending,
    /** Nobody knows yet whether the order was placed. */
    isOpen: open !== null,
    place: send,
    askAgain: () => {
      if (open !== null) send(open.body);
    },
  };
}

export type PlaceOrder = ReturnType<typeof usePlaceOrder>;
