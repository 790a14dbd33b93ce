import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { ActionCard } from "../ActionCard";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import type { StaffOrder } from "./useStaffOrder";

/** Marks a shipped order as delivered. */
export default function DeliverCard({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const t = useTexts("staff/orders", "order");
  const { api } = useShop();
  const { number, etag } = order;
  const deliver = useStaffMutation(
    `deliver ${number}`,
    () => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/deliver", { params }));
    },
    { onDone: () => report(null, order), onError: (problem) => report(problem, order) },
  );
  return (
    <ActionCard title={t("deliver")} mutation={deliver} label={t("deliver-confirm")}>
      <p>{t("deliver-advice")}</p>
    </ActionCard>
  );
}
