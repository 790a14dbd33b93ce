import { useTexts } from "../i18n/useTexts";
import { catalogueStaffTexts } from "./catalogueTexts";
import { ExportButton } from "./ExportButton";
import { ImportForm } from "./ImportForm";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";

/** /staff/catalogue: the whole catalogue in and out, as Shopify's CSV. */
export default function CataloguePage() {
  return (
    <StaffArea>
      <Catalogue />
    </StaffArea>
  );
}

function Catalogue() {
  const t = useTexts(catalogueStaffTexts);
  return (
    <StaffPage title={t("title")} lead={t("lead")}>
      <ImportForm />
      <ExportButton />
    </StaffPage>
  );
}
