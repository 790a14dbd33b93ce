import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../../api/client";
import type { OrderView, PaymentView } from "../../../api/schema";
import { useShop } from "../../../session/shop";
import { orderKey } from "../useOrder";

/** Part of the address to which the provider returns the shopper: the page then asks for the outcome of the payment. */
export const RETURNED = "from=payment";

const paymentKey = (number: string, email: string | null) => [...orderKey(number), "payment", email] as const;

/** Opens the order's payment, or reads the one that is open. Sending it again changes nothing. */
function useOpen(order: OrderView, email: string | null) {
  const { api } = useShop();
  const params = { path: { number: order.number } };
  return () => dataOf<PaymentView>(api.POST("/api/orders/{number}/payment", { params, body: { email } }));
}

/** Opens the payment, and leads to the provider's page if it has one; if it turns out to be paid, reads the order. */
export function usePay(order: OrderView, email: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: useOpen(order, email),
    onSuccess: (payment) => {
      queries.setQueryData(paymentKey(order.number, email), payment);
      if (payment.state === "authorized") queries.invalidateQueries({ queryKey: orderKey(order.number) });
      else if (payment.page_url !== null) window.location.assign(pageOf(payment.page_url, order.number));
    },
  });
}

/** The payment that was opened here, or from which the shopper returns; that also makes up for a webhook that was lost. */
export function usePayment(order: OrderView, email: string | null, hasReturned: boolean) {
  return useQuery({
    queryKey: paymentKey(order.number, email),
    queryFn: useOpen(order, email),
    enabled: hasReturned,
  });
}

export function pageOf(pageUrl: string, number: string): string {
  return `${pageUrl}&return_to=${encodeURIComponent(returnPath(number))}`;
}

export function returnPath(number: string): string {
  return `/orders/${number}?${RETURNED}`;
}
