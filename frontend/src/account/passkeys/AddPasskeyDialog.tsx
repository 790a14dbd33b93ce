import { useTexts } from "../../i18n/useTexts";
import { PasswordDialog } from "../form/PasswordDialog";
import { type Outcome, usePasskeyAdding } from "./usePasskeys";

/** Asks how the passkey is to be called, and for the password; then the browser asks where to keep it. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts("logIn", "passkeys");
  const adding = usePasskeyAdding();
  const onSuccess = (outcome: Outcome) => outcome === "done" && onClose();
  return (
    <PasswordDialog
      title={t("add")}
      intro={<p>{t("add-lead")}</p>}
      named={{ label: t("name"), hint: t("name-hint"), maxLength: 60 }}
      submit={t("go-on")}
      cancel={t("cancel")}
      busy={adding.isPending}
      problem={adding.error}
      onSubmit={(typed) => adding.mutate(typed, { onSuccess })}
      onClose={onClose}
    >
      <p role="status">{adding.data === "dismissed" && t("dismissed")}</p>
    </PasswordDialog>
  );
}
