import { type DragEvent, useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { useShopRules } from "../../../session/useShopRules";
import { Notice } from "../../../ui/feedback/Notice";
import { Field } from "../../../ui/form/Field";
import type { StaffProduct } from "../useStaffProduct";
import { bringsFiles } from "./bringsFiles";
import styles from "./Pictures.module.css";
import { useUploads } from "./useUploads";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/avif";
const MEGABYTE = 1024 * 1024;

/** Takes files that are dropped on it or chosen, uploads them, and says which were refused and why. */
export function UploadArea({ handle, onUploaded }: { handle: string; onUploaded: (product: StaffProduct) => void }) {
  const t = useTexts("staff/productDetails", "pictures");
  const { progress, uploads } = useUploads(handle, onUploaded);
  const max = useShopRules()?.picture_bytes_max;
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    setOver(false);
    uploads.send([...event.dataTransfer.files]);
  };
  const { result } = uploads;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can also be chosen by the field within.
    <div
      className={`${styles.drop} ${isOver ? styles.over : ""}`}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field
        label={t("add")}
        hint={t("add-hint", { size: Math.floor((max ?? 10 * MEGABYTE) / MEGABYTE) })}
        type="file"
        multiple
        accept={ACCEPTED}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // Choosing the same file again is a change, too.
          target.value = "";
          if (files.length) uploads.send(files);
        }}
      />
      {progress && <progress max={progress.count} value={progress.number - 1} aria-label={t("add")} />}
      <p role="status">
        {progress && t("uploading", { number: progress.number, count: progress.count, name: progress.name })}
        {!progress && result !== undefined && result.uploaded > 0 && t("uploaded", { count: result.uploaded })}
      </p>
      {!progress &&
        result?.refusals.map(({ name, reason }) => (
          <Notice key={`${name} ${reason}`} tone="danger" urgent>
            <p>
              <strong>{t("refused", { name })}</strong> {t(reason)}
            </p>
          </Notice>
        ))}
    </div>
  );
}
