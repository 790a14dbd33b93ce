import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import { webhookTexts } from "./texts";

/** Shows a secret, once. */
export function SecretNotice({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTexts(webhookTexts);
  return (
    <Notice tone="good">
      <strong>{t("secret-title")}</strong>
      <p>{t("secret-advice")}</p>
      <p>
        <code>{secret}</code>
      </p>
      <Button onClick={onClose}>{t("kept")}</Button>
    </Notice>
  );
}
