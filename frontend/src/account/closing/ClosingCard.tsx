import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import { ClosingDialog } from "./ClosingDialog";

/** Offers to close the account, after a dialog that says what that means. */
export function ClosingCard() {
  const t = useTexts("closing", "closing");
  const [isAsked, ask] = useState(false);
  return (
    <Card title={t("close-account")}>
      <p>{t("close-lead")}</p>
      <div>
        <Button kind="danger" onClick={() => ask(true)}>
          {t("close-account")} …
        </Button>
      </div>
      {isAsked && <ClosingDialog onClose={() => ask(false)} />}
    </Card>
  );
}
