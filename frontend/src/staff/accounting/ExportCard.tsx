import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import type { Days } from "../../ui/form/DayFields";
import { saveFile } from "../../ui/saveFile";
import { ActionCard } from "../ActionCard";
import { useStaffMutation } from "../useStaffMutation";

/** Exports one file of these days. */
export function ExportCard({ kind, days }: { kind: "orders" | "payments" | "vat"; days: Days }) {
  const t = useTexts("staff/accounting", "accounting");
  const { api } = useShop();
  const exporting = useStaffMutation<void, unknown>(`export ${kind}`, async () => {
    const query = { kind, ...days };
    const file = await dataOf<Blob>(api.GET("/api/staff/accounting", { params: { query }, parseAs: "blob" }));
    saveFile(file, `${kind}-${days.since}-${days.until}.csv`);
  });
  return (
    <ActionCard title={t(kind)} mutation={exporting} label={t("export")} kind="secondary">
      <p>{t(`${kind}-lead`)}</p>
    </ActionCard>
  );
}
