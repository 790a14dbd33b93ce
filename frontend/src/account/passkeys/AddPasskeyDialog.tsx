import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Dialog } from "../../ui/feedback/Dialog";
import { Button } from "../../ui/form/Button";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { checkRequired } from "../form/checks";
import { FormField } from "../form/FormField";
import { passkeyTexts } from "./texts";
import { usePasskeyAdding } from "./usePasskeys";

/** Asks how the passkey is to be called, and for the password; then the browser asks where to keep it. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(passkeyTexts);
  const adding = usePasskeyAdding();
  const { values, field } = useFields({ name: "", password: "" });
  const { problems, props } = useForm(values, check, ({ name, password }) => {
    if (adding.isPending) return;
    const onSuccess = (outcome: string) => outcome === "done" && onClose();
    adding.mutate({ name: name.trim(), password }, { onSuccess });
  });
  return (
    <Dialog title={t("add")} onClose={onClose}>
      {(close) => (
        <form {...props} className={styles.form}>
          <p>{t("add-lead")}</p>
          <FormField
            {...field("name")}
            label={t("name")}
            hint={t("name-hint")}
            autoComplete="off"
            maxLength={60}
            problem={problems.name}
            refusal={adding.error}
          />
          <FormField
            {...field("password")}
            label={t("password")}
            type="password"
            autoComplete="current-password"
            problem={problems.password}
          />
          <p role="status">{adding.data === "dismissed" && t("dismissed")}</p>
          <SubmitRow label={t("go-on")} problem={adding.error} busy={adding.isPending}>
            <Button kind="quiet" onClick={close}>
              {t("cancel")}
            </Button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}

function check({ name, password }: { name: string; password: string }) {
  return { name: checkRequired(name), password: checkRequired(password) };
}
