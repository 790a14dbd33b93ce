import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import { PasswordDialog } from "../form/PasswordDialog";
import { AccountChanged } from "./assemble";
import { useDownload } from "./useDownload";

/** Asks for the password, shows how far the file is, and closes once it is saved. */
export function DownloadDialog({ onClose, onSaved }: { onClose: () => void; onSaved: (isComplete: boolean) => void }) {
  const t = useTexts("account", "download");
  const { download, progress } = useDownload(onSaved);
  const isOthers = download.error instanceof AccountChanged;
  return (
    <PasswordDialog
      title={t("download")}
      intro={<p>{t("ask")}</p>}
      submit={t("save")}
      cancel={t("cancel")}
      busy={download.isPending}
      problem={isOthers ? null : download.error}
      onSubmit={({ password }) => download.mutate(password)}
      onClose={onClose}
    >
      {download.isPending && <p role="status">{t("begun")}</p>}
      {/* Not read out, as it changes with each order. */}
      {progress !== null && download.isPending && <p>{t("progress", { ...progress })}</p>}
      {isOthers && (
        <Notice tone="danger" urgent>
          {t("account-changed")}
        </Notice>
      )}
      {download.isError && !isOthers && <p>{t("nothing-saved")}</p>}
    </PasswordDialog>
  );
}
