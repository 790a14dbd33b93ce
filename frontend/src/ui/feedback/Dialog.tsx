import { type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./Dialog.module.css";

/** A modal dialog. The browser keeps the focus inside it, closes it on Escape and returns the focus afterwards. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  // The browser's own close event waits for the next frame: a dialog that is opened again before it would stay invisible.
  const close = () => {
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onCancel={close} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children(close)}
    </dialog>
  );
}
