import { Link } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Page } from "../ui/Page";
import { staffTexts } from "./texts";

export function StaffOnlyPage() {
  const t = useTexts(staffTexts);
  return (
    <Page title={t("staff-only")} lead={t("staff-only-advice")}>
      <p>
        <Link to="/">{t("to-shop")}</Link>
      </p>
    </Page>
  );
}
