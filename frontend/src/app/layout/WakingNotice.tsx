import { useSyncExternalStore } from "react";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import styles from "./WakingNotice.module.css";

/**
 * Says that the browser is offline, or that the shop takes its time while any request is slow. It lies over the page,
 * so that nothing moves.
 */
export function WakingNotice() {
  const t = useTexts("shop", "layout");
  const { slowRequests } = useShop();
  const isSlow = useSyncExternalStore(slowRequests.subscribe, slowRequests.isAny);
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  return (
    <div className={styles.place} role="status" data-testid="waking">
      {isOnline ? (
        isSlow && <p className={styles.notice}>{t("waking")}</p>
      ) : (
        <p className={styles.notice}>{t("offline")}</p>
      )}
    </div>
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
