import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../../api/client";
import type { PaymentRecord, RefundView } from "../../../api/schema";
import { STAFF_KEY } from "../../../queries/keys";
import { useShop } from "../../../session/shop";
import { wasCaptured } from "../refunds";
import { lacksReturnRefund } from "../returns/openReturn";
import type { StaffOrder } from "../useStaffOrder";

const POLL_MS = 2000;
const POLLS_MAX = 60;

/** The order's payment with its refunds and disputes; polled until the provider has carried refunds out. */
export function useStaffPayment(order: StaffOrder) {
  const { api } = useShop();
  const { number, state } = order;
  return useQuery({
    queryKey: [...STAFF_KEY, "payment", number],
    queryFn: ({ signal }) =>
      dataOf<PaymentRecord>(api.GET("/api/staff/orders/{number}/payment", { params: { path: { number } }, signal })),
    enabled: wasCaptured(state),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      dataUpdateCount < POLLS_MAX && data && isAwaiting(order, data) ? POLL_MS : false,
    staleTime: 0,
  }).data;
}

function isAwaiting(order: StaffOrder, { refunds }: PaymentRecord): boolean {
  return refunds.some(isUnderWay) || lacksReturnRefund(order, refunds);
}

function isUnderWay({ state }: RefundView): boolean {
  return state === "requested" || state === "retrying";
}

/** Whether staff have to decide about the refund. */
export function isUndecided({ state, closed_because }: RefundView): boolean {
  return state === "failed" || (state === "refused" && closed_because === null);
}
