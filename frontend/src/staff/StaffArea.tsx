import { lazy } from "react";
import { Link, Outlet } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { useSession } from "../session/useSession";
import { Page } from "../ui/page/Page";
import { reloadAfterRelease } from "../ui/reloadAfterRelease";
import { StaffNav } from "./StaffNav";
import { staffTexts } from "./texts";

// Most sessions need nothing of it.
const SecondFactorPage = lazy(reloadAfterRelease(() => import("../account/secondFactor/SecondFactorPage")));

/**
 * Surrounds every staff page with the staff navigation. Shoppers get an explanation instead, and staff first present
 * their second factor; the API checks again.
 */
export default function StaffArea() {
  const t = useTexts(staffTexts);
  const session = useSession();
  if (session?.secondFactor === "enrol" || session?.secondFactor === "present") return <SecondFactorPage />;
  if (session?.role === "shopper") {
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
