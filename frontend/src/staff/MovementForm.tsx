import { useTexts } from "../i18n/useTexts";
import form from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { MovementFields } from "./MovementFields";
import { stockTexts } from "./stockTexts";
import { useMovement } from "./useMovement";

/** Receives goods, or corrects what is on the shelf; fresh fields for each time. */
export function MovementForm({ sku }: { sku: string }) {
  const t = useTexts(stockTexts);
  const movement = useMovement(sku);
  return (
    <div className={`${form.form} ${form.card}`}>
      {movement.done && <Notice tone="good">{t("moved", { count: movement.done.on_hand })}</Notice>}
      <MovementFields key={movement.times} sku={sku} movement={movement} />
    </div>
  );
}
