import { lazy } from "react";
import { Link, Outlet } from "react-router";
import { withTexts } from "../i18n/loadTexts";
import { useTexts } from "../i18n/useTexts";
import { needsSecondFactor, useIsStaff } from "../session/useIsStaff";
import { useSession } from "../session/useSession";
import { Page } from "../ui/page/Page";
import { reloadAfterRelease } from "../ui/reloadAfterRelease";

// Most sessions need nothing of it.
const SecondFactorPage = lazy(
  reloadAfterRelease(
    withTexts(["account", "forms", "logIn"], () => import("../account/secondFactor/SecondFactorPage")),
  ),
);

/**
 * Shows the staff pages to staff. Shoppers get an explanation instead, and staff first present their second factor; the
 * API checks again.
 */
export default function StaffArea() {
  const t = useTexts("staff/console", "console");
  const isStaff = useIsStaff();
  if (needsSecondFactor(useSession())) return <SecondFactorPage />;
  if (isStaff) return <Outlet />;
  return (
    <Page title={t("staff-only")} lead={t("staff-only-advice")}>
      <p>
        <Link to="/">{t("to-shop")}</Link>
      </p>
    </Page>
  );
}
