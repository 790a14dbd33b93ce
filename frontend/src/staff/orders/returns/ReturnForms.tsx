import { useMay } from "../../../session/useMay";
import type { Report } from "../../useRefused";
import type { StaffOrder } from "../useStaffOrder";
import { DecisionForm } from "./DecisionForm";
import { openReturn } from "./openReturn";
import { ReceiptForm } from "./ReceiptForm";

/** What staff do with an order's open return: decide on it, unless it is a withdrawal, and receive what arrives. */
export default function ReturnForms({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const may = useMay();
  const returned = openReturn(order);
  if (returned === undefined) return null;
  return (
    <>
      {may("orders.decide-return") && returned.state === "requested" && (
        <DecisionForm order={order} returned={returned} report={report} />
      )}
      {may("orders.receive-return") && (
        <ReceiptForm key={returned.id} order={order} returned={returned} report={report} />
      )}
    </>
  );
}
