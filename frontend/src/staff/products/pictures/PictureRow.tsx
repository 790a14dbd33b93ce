import type { UploadView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { Notice } from "../../../ui/feedback/Notice";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import { Picture } from "../../../ui/page/Picture";
import { bringsFiles } from "./bringsFiles";
import type { DraftPicture } from "./draft";
import styles from "./Pictures.module.css";

const TEXT_MAX = 512;

/** A picture in the list, with its text, what became of its upload, and the buttons that move and remove it. */
export function PictureRow({
  picture,
  number,
  isLast,
  upload,
  onChange,
  onMove,
  onDrag,
}: {
  picture: DraftPicture;
  number: number;
  isLast: boolean;
  upload: UploadView | undefined;
  onChange: (change: Partial<DraftPicture>) => void;
  onMove: (by: -1 | 1) => void;
  onDrag: { start: () => void; drop: () => void };
}) {
  const t = useTexts("staff/productDetails", "pictures");
  const { url, text, isRemoved } = picture;
  return (
    <li
      className={`${styles.picture} ${isRemoved ? styles.removed : ""}`}
      onDragOver={(event) => !bringsFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (bringsFiles(event)) return;
        event.preventDefault();
        onDrag.drop();
      }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons beside it do the same. */}
      <div draggable={!isRemoved} onDragStart={onDrag.start}>
        <Picture url={url} text={t("picture", { number })} />
      </div>
      <div className={styles.what}>
        {isRemoved ? (
          <p role="status">{t("removed")}</p>
        ) : (
          <Field
            label={t("text", { number })}
            hint={t("text-hint")}
            maxLength={TEXT_MAX}
            value={text}
            onType={(typed) => onChange({ text: typed })}
          />
        )}
        {upload?.state === "uploaded" && <Notice>{t("resizing")}</Notice>}
        {upload?.problem && <Notice tone="warning">{t(upload.problem)}</Notice>}
        <div className={styles.actions}>
          <Button kind="quiet" data-move={`${url} -1`} busy={number === 1} onClick={() => onMove(-1)}>
            <span aria-hidden="true">↑</span>
            <span className="visually-hidden">{t("earlier", { number })}</span>
          </Button>
          <Button kind="quiet" data-move={`${url} 1`} busy={isLast} onClick={() => onMove(1)}>
            <span aria-hidden="true">↓</span>
            <span className="visually-hidden">{t("later", { number })}</span>
          </Button>
          <Button kind="quiet" onClick={() => onChange({ isRemoved: !isRemoved })}>
            {t(isRemoved ? "put-back" : "remove", { number })}
          </Button>
        </div>
      </div>
    </li>
  );
}
