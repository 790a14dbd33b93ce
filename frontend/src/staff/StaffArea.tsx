import { Link, Outlet } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { useSession } from "../session/useSession";
import { Page } from "../ui/page/Page";
import { StaffNav } from "./StaffNav";
import { staffTexts } from "./texts";

/** Surrounds every staff page with the staff navigation. Shoppers get an explanation instead; the API checks again. */
export default function StaffArea() {
  const t = useTexts(staffTexts);
  if (useSession()?.role === "shopper") {
    return (
      <Page title={t("staff-only")} lead={t("staff-only-advice")}>
        <p>
          <Link to="/">{t("to-shop")}</Link>
        </p>
      </Page>
    );
  }
  return (
    <>
      <StaffNav />
      <Outlet />
    </>
  );
}
