import { useTexts } from "../../i18n/useTexts";
import { SecretNotice } from "../../ui/feedback/SecretNotice";

/** Shows the secret of an endpoint, once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTexts("staff/webhooks", "webhooks");
  const texts = { title: t("secret-title"), advice: t("secret-advice"), kept: t("kept") };
  return <SecretNotice {...texts} secret={secret} onClose={onClose} />;
}
