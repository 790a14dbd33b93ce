import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import { DownloadDialog } from "./DownloadDialog";

/** Offers what the shop holds of the shopper as a file, after a dialog that asks for the password. */
export function DownloadCard() {
  const t = useTexts("account", "download");
  const [isAsked, ask] = useState(false);
  const [saved, setSaved] = useState<"saved" | "saved-newest" | null>(null);
  const begin = () => {
    setSaved(null);
    ask(true);
  };
  const end = (isComplete: boolean) => {
    setSaved(isComplete ? "saved" : "saved-newest");
    ask(false);
  };
  return (
    <Card title={t("download")}>
      <p>{t("lead")}</p>
      {saved && <Notice tone="good">{t(saved)}</Notice>}
      <div>
        <Button kind="secondary" onClick={begin}>
          {t("download")} …
        </Button>
      </div>
      {isAsked && <DownloadDialog onClose={() => ask(false)} onSaved={end} />}
    </Card>
  );
}
