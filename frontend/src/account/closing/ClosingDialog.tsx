import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Dialog } from "../../ui/feedback/Dialog";
import { Button } from "../../ui/form/Button";
import formStyles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { checkRequired } from "../form/checks";
import { FormField } from "../form/FormField";
import { accountTexts } from "../texts";
import styles from "./ClosingDialog.module.css";
import { closingTexts } from "./texts";
import { useClosing } from "./useClosing";

/** Says what closing the account does, and asks for the password before it does so. */
export function ClosingDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(closingTexts);
  const ta = useTexts(accountTexts);
  const closing = useClosing();
  const { values, field } = useFields({ password: "" });
  const { problems, props } = useForm(values, check, ({ password }) => {
    if (!closing.isPending) closing.mutate(password);
  });
  return (
    <Dialog title={t("ask")} onClose={onClose}>
      {(close) => (
        <form {...props} className={formStyles.form}>
          <ul className={styles.effects}>
            <li>{t("ask-erased")}</li>
            <li>{t("ask-orders")}</li>
            <li>{t("ask-kept")}</li>
            <li>
              <strong>{t("ask-final")}</strong>
            </li>
          </ul>
          <FormField
            {...field("password")}
            label={ta("current-password")}
            type="password"
            autoComplete="current-password"
            problem={problems.password}
          />
          <SubmitRow label={t("close-yes")} kind="danger" problem={closing.error} busy={closing.isPending}>
            <Button kind="quiet" onClick={close}>
              {t("keep")}
            </Button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}

function check({ password }: { password: string }) {
  return { password: checkRequired(password) };
}
