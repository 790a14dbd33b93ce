import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { useOnce } from "./useOnce";

export interface RefundBody {
  readonly reason: string;
  readonly amount_minor: number | null;
}

/** Asks for a part or all of a payment to be given back, once. */
export function useRefund(number: string, onRefund: (minor: number) => void) {
  const { api } = useShop();
  return useOnce(
    `refund ${number}`,
    ({ key, body }: { key: string; body: RefundBody }) => {
      const params = { path: { number }, header: { "Idempotency-Key": key } };
      return answerOf(api.POST("/api/staff/orders/{number}/refunds", { params, body }));
    },
    ({ amount_minor }) => onRefund(amount_minor),
  );
}

export type RequestRefund = ReturnType<typeof useRefund>;
