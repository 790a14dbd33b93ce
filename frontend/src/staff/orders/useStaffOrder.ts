import { useQuery } from "@tanstack/react-query";
import { type Versioned, versionedOf } from "../../api/client";
import type { OrderView } from "../../api/schema";
import { isInProgress, parseState } from "../../orders/states";
import { STAFF_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";
import { isReturnRefundAwaited } from "./returns/openReturn";

/** An order in the version that staff see. */
export type StaffOrder = Versioned<OrderView>;

const POLL_MS = 2000;
const POLLS_MAX = 60;

/** Polls an order for staff while the shop moves it on or refunds a return, and until `refundedMinor` is refunded. */
export function useStaffOrder(number: string, refundedMinor: number) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "order", number],
    queryFn: ({ signal }): Promise<StaffOrder> =>
      versionedOf(api.GET("/api/orders/{number}", { params: { path: { number } }, signal })),
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (data === undefined || dataUpdateCount >= POLLS_MAX) return false;
      const isRefundAwaited = data.refunded_minor < refundedMinor || isReturnRefundAwaited(data);
      return isInProgress(parseState(data.state)) || isRefundAwaited ? POLL_MS : false;
    },
    staleTime: 0,
  });
}
