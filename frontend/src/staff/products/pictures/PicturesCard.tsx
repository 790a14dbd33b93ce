import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { useShopRules } from "../../../session/useShopRules";
import { Notice } from "../../../ui/feedback/Notice";
import { ActionCard } from "../../ActionCard";
import rows from "../../Rows.module.css";
import type { Report } from "../../useRefused";
import type { StaffProduct } from "../useStaffProduct";
import { changed, type Draft, isUploaded, moved } from "./draft";
import { PictureRow } from "./PictureRow";
import { UploadArea } from "./UploadArea";
import { usePictures } from "./usePictures";
import { VariantPictures } from "./VariantPictures";

/** A product's pictures: uploads new ones at once; order, texts, variants and removals are saved together. */
export function PicturesCard({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/productDetails", "pictures");
  const { draft, isEdited, save, change, takeUploaded } = usePictures(product, report);
  const max = useShopRules()?.picture_bytes_max;
  const deleted = draft.pictures.filter(({ url, isRemoved }) => isRemoved && isUploaded(url)).length;
  return (
    <ActionCard title={t("title")} mutation={save} label={t("save")}>
      {max === null ? <Notice>{t("off")}</Notice> : <UploadArea handle={product.handle} onUploaded={takeUploaded} />}
      {draft.pictures.length === 0 ? <p>{t("none")}</p> : <PictureList {...{ product, draft, change }} />}
      {product.variants.length > 1 && draft.pictures.length > 0 && (
        <VariantPictures product={product} draft={draft} onChange={change} />
      )}
      <div role="status">
        {deleted > 0 && <Notice tone="warning">{t("for-good", { count: deleted })}</Notice>}
        {!isEdited && save.result && <Notice tone="good">{t("saved")}</Notice>}
      </div>
    </ActionCard>
  );
}

function PictureList({
  product,
  draft,
  change,
}: {
  product: StaffProduct;
  draft: Draft;
  change: (draft: Draft) => void;
}) {
  const t = useTexts("staff/productDetails", "pictures");
  const list = useRef<HTMLUListElement>(null);
  const dragged = useRef<number | null>(null);
  const [step, setStep] = useState<{ button: string; number: number } | null>(null);
  // A button that moves with its picture would lose the focus.
  useEffect(() => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("[data-move]") ?? [])];
    if (step) buttons.find((button) => button.dataset.move === step.button)?.focus();
  }, [step]);
  return (
    <>
      <ul className={rows.rows} ref={list}>
        {draft.pictures.map((picture, place) => (
          <PictureRow
            key={picture.url}
            picture={picture}
            number={place + 1}
            isLast={place === draft.pictures.length - 1}
            upload={product.uploads?.find(({ url }) => url === picture.url)}
            onChange={(part) => change(changed(draft, picture.url, part))}
            onMove={(by) => {
              change(moved(draft, place, place + by));
              setStep({ button: `${picture.url} ${by}`, number: place + 1 + by });
            }}
            onDrag={{
              start: () => {
                dragged.current = place;
              },
              drop: () => {
                if (dragged.current !== null) change(moved(draft, dragged.current, place));
                dragged.current = null;
              },
            }}
          />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {step && t("moved", { number: step.number })}
      </p>
    </>
  );
}
