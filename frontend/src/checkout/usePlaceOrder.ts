import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { dataOf } from "../api/client";
import { isOutcomeKnown, PendingRequestStore } from "../api/pendingRequest";
import { ShopProblem } from "../api/problem";
import type { OrderView, paths, QuoteView } from "../api/schema";
import { CART_KEY } from "../cart/useCart";
import { orderKey, type PolledOrder } from "../orders/detail/useOrder";
import { GuestOrders } from "../orders/lookup/guestOrders";
import { useShop } from "../session/shop";
import { useHasLapsed, useSession } from "../session/useSession";
import { quoteKey } from "./useQuote";

export type OrderBody = NonNullable<paths["/api/orders"]["post"]["requestBody"]>["content"]["application/json"];

const MUTATION_KEY = ["place-order"] as const;

/** This tab's order whose outcome is not known. */
export function pendingOrder(tab: Storage): PendingRequestStore<OrderBody> {
  return new PendingRequestStore(tab, "cloudshop.order-attempt");
}

/** Places an order once, however often it is sent. An order that a reload left without a response is sent at once. */
export function usePlaceOrder(onPlaced: (order: OrderView) => void) {
  const { api, cartToken, session, tab } = useShop();
  const queries = useQueryClient();
  const isGuest = useSession() === null;
  const hasLapsed = useHasLapsed();
  const requests = pendingOrder(tab);
  const pending = requests.current();
  const placing = useMutation({
    mutationKey: MUTATION_KEY,
    mutationFn: (newBody: OrderBody) => {
      const { key, body } = requests.begin(newBody);
      const params = { header: { "Idempotency-Key": key } };
      return dataOf(api.POST("/api/orders", { params, headers: cartToken.header, body }));
    },
    onSuccess: (order) => {
      requests.clear();
      if (isGuest) new GuestOrders(tab).save(order.number, order.email);
      // The order's page sees its first state, and so when it is confirmed and the cart emptied.
      const key = [...orderKey(order.number), isGuest ? order.email : null];
      queries.setQueryData<PolledOrder>(key, { order, unchanged: 0 }, { updatedAt: 0 });
      onPlaced(order);
    },
    onError: (problem, { lines, address, shipping_method, voucher_codes, vat_number }) => {
      if (isOutcomeKnown(problem)) requests.clear();
      const quote = changedQuote(problem);
      if (quote === null) return;
      const quoted = { lines, country: address.country, shipping_method, voucher_codes, vat_number };
      queries.setQueryData(quoteKey(quoted), quote);
      queries.invalidateQueries({ queryKey: CART_KEY });
    },
  });

  const { isIdle, mutate } = placing;
  const send = (body: OrderBody) => {
    // An account's order must not become a guest's because the session has ended.
    // The client knows of a pending mutation before this component renders again, so it stops a double click.
    if (session.hasLapsed() || queries.isMutating({ mutationKey: MUTATION_KEY }) > 0) return;
    mutate(body);
  };

  useEffect(() => {
    if (isIdle && pending !== null && !hasLapsed) mutate(pending.body);
  }, [isIdle, pending, hasLapsed, mutate]);

  return {
    problem: placing.error,
    /** The total that the shopper agreed to in the order that was sent last. */
    agreedMinor: placing.variables?.expected_total_minor,
    isPlacing: placing.isPending,
    /** The order was sent, and it is not known yet whether it was placed. */
    isUnanswered: pending !== null,
    place: send,
    resend: () => {
      if (pending !== null) send(pending.body);
    },
  };
}

/** What the order costs now, if it was refused because that is not what the shopper agreed to. */
export function changedQuote(problem: unknown): QuoteView | null {
  const isChanged = problem instanceof ShopProblem && problem.slug === "price-changed";
  return isChanged ? (problem.members.quote as QuoteView) : null;
}

export type PlaceOrder = ReturnType<typeof usePlaceOrder>;
