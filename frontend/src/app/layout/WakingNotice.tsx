import { useSyncExternalStore } from "react";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { layoutTexts } from "./texts";
import styles from "./WakingNotice.module.css";

/** Says that the shop is waking up, while any request is slow. It lies over the page, so that nothing moves. */
export function WakingNotice() {
  const t = useTexts(layoutTexts);
  const { slowRequests } = useShop();
  const isSlow = useSyncExternalStore(slowRequests.subscribe, slowRequests.isAny);
  return (
    <div className={styles.place} role="status" data-testid="waking">
      {isSlow && <p className={styles.notice}>{t("waking")}</p>}
    </div>
  );
}
