import { useTexts } from "../../i18n/useTexts";
import { PasswordDialog } from "../form/PasswordDialog";
import styles from "./ClosingDialog.module.css";
import { useClosing } from "./useClosing";

/** Says what closing the account does, and asks for the password before it does so. */
export function ClosingDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts("closing", "closing");
  const closing = useClosing();
  return (
    <PasswordDialog
      title={t("ask")}
      intro={
        <ul className={styles.effects}>
          <li>{t("ask-erased")}</li>
          <li>{t("ask-orders")}</li>
          <li>{t("ask-kept")}</li>
          <li>
            <strong>{t("ask-final")}</strong>
          </li>
        </ul>
      }
      submit={t("close-yes")}
      cancel={t("keep")}
      kind="danger"
      busy={closing.isPending}
      problem={closing.error}
      onSubmit={({ password }) => closing.mutate(password)}
      onClose={onClose}
    />
  );
}
