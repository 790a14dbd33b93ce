import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { Address, OrderView } from "../../api/schema";
import { useShop } from "../../session/shop";
import { orderKey, type PolledOrder } from "../detail/useOrder";
import { ChangeAddress, canChangeAddress } from "./ChangeAddress";

/** Lets the shopper change where the order goes, until it is shipped. */
export function ShopperAddress({ order, email }: { order: OrderView; email: string | null }) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { number, timeline } = order;
  const { mutate, error, isPending } = useMutation({
    mutationFn: (address: Address): Promise<OrderView> => {
      const params = { path: { number }, header: { "If-Match": `"${timeline.length}"` } };
      return dataOf(api.PUT("/api/orders/{number}/address", { params, body: { address, email } }));
    },
    onSuccess: (changed) => {
      queries.setQueryData<PolledOrder>([...orderKey(number), email], { order: changed, unchanged: 0 });
    },
  });
  if (!canChangeAddress(order)) return null;
  const onSave = (address: Address) => {
    if (!isPending) mutate(address);
  };
  // Each change of the order's state closes the form.
  return <ChangeAddress key={timeline.length} {...{ order, isPending, onSave }} problem={error} />;
}
