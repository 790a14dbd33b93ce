import { useSyncExternalStore } from "react";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { layoutTexts } from "./texts";
import styles from "./WakingNotice.module.css";

/** Says that an answer takes longer than usual. It lies over the page, so that nothing moves. */
export function WakingNotice() {
  const t = useTexts(layoutTexts);
  const { waits } = useShop();
  const isSlow = useSyncExternalStore(waits.subscribe, waits.isSlow);
  return (
    <div className={styles.place} role="status" data-testid="waking">
      {isSlow && <p className={styles.notice}>{t("waking")}</p>}
    </div>
  );
}
