import type { ItemView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { ProblemNotice } from "../queries/ProblemNotice";
import { Button } from "../ui/form/Button";
import styles from "./RemovedItem.module.css";
import { useCartChange } from "./useCartChange";
import { useItemName } from "./useItemName";

/** Takes the place of an item that was removed, with the focus, and offers to put it back. */
export function RemovedItem({ item, onUndone }: { item: ItemView; onUndone: () => void }) {
  const t = useTexts("cart", "cart");
  const nameOf = useItemName();
  const change = useCartChange();
  const undo = () => change.mutateAsync({ sku: item.sku, quantity: () => item.quantity }).then(onUndone, () => {});
  return (
    <div className={styles.removed}>
      <p role="status">{t("removed", { title: nameOf(item) })}</p>
      <Button kind="secondary" autoFocus busy={change.isPending} onClick={undo}>
        {t("undo")}
      </Button>
      {change.isError && <ProblemNotice problem={change.error} />}
    </div>
  );
}
