import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { ActionCard } from "../ActionCard";
import { useStaffMutation } from "../useStaffMutation";
import { staffOrderTexts } from "./texts";

/** Marks a shipped order as delivered. */
export function DeliverCard({ number }: { number: string }) {
  const t = useTexts(staffOrderTexts);
  const { api } = useShop();
  const deliver = useStaffMutation(`deliver ${number}`, () =>
    dataOf(api.POST("/api/staff/orders/{number}/deliver", { params: { path: { number } } })),
  );
  return (
    <ActionCard title={t("deliver")} mutation={deliver} label={t("deliver-confirm")}>
      <p>{t("deliver-advice")}</p>
    </ActionCard>
  );
}
