import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { sayReason } from "../../orders/detail/reasons";
import { parseState } from "../../orders/states";
import type { StaffOrder } from "./useStaffOrder";

/** What has happened to an order since it was seen, in sentences; nothing if `seen` is null. */
export function useOrderChanges(seen: StaffOrder | null, present: StaffOrder): string[] {
  const t = useTexts("orders", "order");
  const tr = useTexts("orderDetails", "reasons");
  const money = useMoney();
  if (seen === null) return [];
  return present.timeline.slice(seen.timeline.length).map((step) => {
    const reason = sayReason(step, present.lines, tr, (minor) => money(minor, present.currency));
    return `${t(`state-${parseState(step.state)}`)}: ${reason}`;
  });
}
