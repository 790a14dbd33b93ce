import type { ReactNode } from "react";
import { useTexts } from "../i18n/useTexts";
import { Dialog } from "../ui/feedback/Dialog";
import { Button } from "../ui/form/Button";
import form from "../ui/form/Form.module.css";

/** Asks before something is done that is dear to undo. */
export function ConfirmDialog({
  title,
  children,
  label,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  label: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTexts("staff/console", "console");
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <>
          {children}
          <div className={form.actions}>
            <Button
              kind="danger"
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {label}
            </Button>
            <Button kind="quiet" onClick={close}>
              {t("cancel")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
