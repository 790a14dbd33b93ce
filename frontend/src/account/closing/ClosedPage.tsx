import { useEffect } from "react";
import { Link, useLocation } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import { Page } from "../../ui/page/Page";

/** /account/closed: says that the account is closed, and forgets what this browser keeps of its person. */
export default function ClosedPage() {
  const t = useTexts("closing", "closing");
  const { session } = useShop();
  const reference = (useLocation().state as { reference?: string } | null)?.reference;
  useEffect(() => {
    if (reference !== undefined) session.end();
  }, [reference, session]);
  return (
    <Page title={t("closed")} narrow>
      <Notice>{t("closed-mail")}</Notice>
      {reference !== undefined && <p>{t("closed-reference", { reference })}</p>}
      <p>
        <Link to="/order-look-up">{t("look-up")}</Link>
      </p>
    </Page>
  );
}
