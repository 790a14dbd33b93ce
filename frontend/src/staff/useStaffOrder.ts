import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client";
import type { OrderView } from "../api/schema";
import { isMoving, readState } from "../orders/states";
import { useShop } from "../shop/useShop";
import { STAFF } from "./key";

const LOOK_AGAIN_MS = 2000;
const LOOKS_MAX = 60;

/** An order as staff see it; looked at again while the shop is at work on it, or has not given back `refundedMinor`. */
export function useStaffOrder(number: string, refundedMinor: number) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF, "order", number],
    queryFn: ({ signal }): Promise<OrderView> =>
      answerOf(api.GET("/api/orders/{number}", { params: { path: { number } }, signal })),
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (data === undefined || dataUpdateCount >= LOOKS_MAX) return false;
      const isAwaited = isMoving(readState(data.state)) || data.refunded_minor < refundedMinor;
      return isAwaited ? LOOK_AGAIN_MS : false;
    },
    staleTime: 0,
  });
}
