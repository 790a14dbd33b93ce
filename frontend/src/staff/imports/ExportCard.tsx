import { useState } from "react";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { exportName, saveFile } from "../../ui/saveFile";
import { ActionCard } from "../ActionCard";
import { useStaffMutation } from "../useStaffMutation";

/** Exports the catalogue to a file. */
export function ExportCard() {
  const t = useTexts("staff/imports", "imports");
  const { api } = useShop();
  const [forSpreadsheet, choose] = useState(false);
  const exporting = useStaffMutation("export catalog", async () => {
    const query = { byte_order_mark: forSpreadsheet, neutralise_formulas: forSpreadsheet };
    const file = await dataOf<Blob>(api.GET("/api/staff/catalog", { params: { query }, parseAs: "blob" }));
    saveFile(file, exportName("catalog"));
  });
  return (
    <ActionCard title={t("export")} mutation={exporting} label={t("export-confirm")} kind="secondary">
      <p>{t("export-advice")}</p>
      <label>
        <input type="checkbox" checked={forSpreadsheet} onChange={({ target }) => choose(target.checked)} />{" "}
        {t("for-spreadsheet")}
      </label>
    </ActionCard>
  );
}
