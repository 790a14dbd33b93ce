import type { OrderView, RefundView, ReturnView } from "../../../api/schema";

/** The return that staff have to decide on or to receive; an order has one at most. */
export function openReturn(order: Pick<OrderView, "returns">): ReturnView | undefined {
  return order.returns?.find(({ state }) => state === "requested" || state === "approved");
}

/** Whether a return was received whose refund is not made yet. */
export function isReturnRefundAwaited(order: Pick<OrderView, "returns">): boolean {
  return order.returns?.some(({ state, refund_minor }) => state === "received" && refund_minor > 0) ?? false;
}

/** Whether the refund of a return that was received is not among `refunds` yet. */
export function lacksReturnRefund(
  order: Pick<OrderView, "returns">,
  refunds: readonly Pick<RefundView, "id">[],
): boolean {
  const received = order.returns?.filter(({ received_at, refund_minor }) => received_at !== null && refund_minor > 0);
  return received?.some((returned) => refunds.every(({ id }) => id !== returned.id)) ?? false;
}
