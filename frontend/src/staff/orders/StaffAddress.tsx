import { dataOf } from "../../api/client";
import type { Address } from "../../api/schema";
import { ChangeAddress, canChangeAddress } from "../../orders/changes/ChangeAddress";
import { useShop } from "../../session/shop";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import type { StaffOrder } from "./useStaffOrder";

/** Lets staff change where an order goes, until it is shipped. */
export default function StaffAddress({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const { api } = useShop();
  const { number, etag } = order;
  const change = useStaffMutation(
    `address ${number}`,
    (address: Address) => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.PUT("/api/orders/{number}/address", { params, body: { address } }));
    },
    { onDone: () => report(null, order), onError: (problem) => report(problem, order) },
  );
  if (!canChangeAddress(order)) return null;
  const { problem, isPending, send } = change;
  // Each change of the order's state closes the form.
  return <ChangeAddress key={order.timeline.length} {...{ order, problem, isPending }} onSave={send} />;
}
