import { useTexts } from "../../i18n/useTexts";
import { SecretNotice } from "../../ui/feedback/SecretNotice";
import { webhookTexts } from "./texts";

/** Shows the secret of an endpoint, once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTexts(webhookTexts);
  const texts = { title: t("secret-title"), advice: t("secret-advice"), kept: t("kept") };
  return <SecretNotice {...texts} secret={secret} onClose={onClose} />;
}
