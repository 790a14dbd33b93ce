import { useTexts } from "../../i18n/useTexts";
import { useMay } from "../../session/useMay";
import { Page } from "../../ui/page/Page";
import { ExportCard } from "./ExportCard";
import { ImportForm } from "./ImportForm";

/** /staff/catalogue: imports and exports the catalogue as Shopify's CSV. */
export default function ImportsPage() {
  const t = useTexts("staff/imports", "imports");
  const may = useMay();
  return (
    <Page title={t("title")} lead={t("lead")}>
      {may("catalog.import") && <ImportForm />}
      {may("catalog.export") && <ExportCard />}
    </Page>
  );
}
