import { answerOf } from "../api/client";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { catalogueStaffTexts } from "./catalogueTexts";
import { useChange } from "./useChange";

/** Saves every product with its stock as a file; a link could not renew the log-in, nor say what went wrong. */
export function ExportButton() {
  const t = useTexts(catalogueStaffTexts);
  const { api } = useShop();
  const saving = useChange("export catalogue", async () => {
    const file = await answerOf<Blob>(api.GET("/api/staff/catalog", { parseAs: "blob" }));
    save(file, `catalog-${new Date().toISOString().slice(0, 10)}.csv`);
  });
  return (
    <section className={`${form.form} ${form.card}`} aria-labelledby="export">
      <h2 id="export">{t("export")}</h2>
      <p>{t("export-advice")}</p>
      {saving.problem && <ProblemNotice problem={saving.problem} />}
      <div className={form.actions}>
        <Button kind="secondary" busy={saving.isBusy} onClick={() => saving.send(undefined)}>
          {t("export-confirm")}
        </Button>
      </div>
    </section>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
