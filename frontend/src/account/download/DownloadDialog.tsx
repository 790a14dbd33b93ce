import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Dialog } from "../../ui/feedback/Dialog";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import formStyles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { checkRequired } from "../form/checks";
import { FormField } from "../form/FormField";
import { accountTexts } from "../texts";
import { AccountChanged } from "./assemble";
import { downloadTexts } from "./texts";
import { useDownload } from "./useDownload";

/** Asks for the password, shows how far the file is, and closes once it is saved. */
export function DownloadDialog({ onClose, onSaved }: { onClose: () => void; onSaved: (isComplete: boolean) => void }) {
  const t = useTexts(downloadTexts);
  const ta = useTexts(accountTexts);
  const { download, progress } = useDownload(onSaved);
  const { values, field } = useFields({ password: "" });
  const { problems, props } = useForm(values, check, ({ password }) => {
    if (!download.isPending) download.mutate(password);
  });
  const isOthers = download.error instanceof AccountChanged;
  return (
    <Dialog title={t("download")} onClose={onClose}>
      {(close) => (
        <form {...props} className={formStyles.form}>
          <p>{t("ask")}</p>
          <FormField
            {...field("password")}
            label={ta("current-password")}
            type="password"
            autoComplete="current-password"
            problem={problems.password}
          />
          {download.isPending && <p role="status">{t("begun")}</p>}
          {/* Not read out, as it changes with each order. */}
          {progress !== null && download.isPending && <p>{t("progress", { ...progress })}</p>}
          {isOthers && (
            <Notice tone="danger" urgent>
              {t("account-changed")}
            </Notice>
          )}
          {download.isError && !isOthers && <p>{t("nothing-saved")}</p>}
          <SubmitRow label={t("save")} problem={isOthers ? null : download.error} busy={download.isPending}>
            <Button kind="quiet" onClick={close}>
              {t("cancel")}
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
