import { useTexts } from "../../i18n/useTexts";
import { Page } from "../../ui/page/Page";
import { ExportCard } from "./ExportCard";
import { ImportForm } from "./ImportForm";
import { importTexts } from "./texts";

/** /staff/catalogue: imports and exports the catalogue as Shopify's CSV. */
export default function ImportsPage() {
  const t = useTexts(importTexts);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <ImportForm />
      <ExportCard />
    </Page>
  );
}
