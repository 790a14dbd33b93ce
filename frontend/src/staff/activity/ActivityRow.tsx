import type { StaffActionView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { JsonDetails } from "../JsonDetails";
import styles from "../Rows.module.css";
import { activityTexts } from "./texts";

/** An entry of the activity log: what was done to what, by whom and when. */
export function ActivityRow({ action: { action, subject, actor, at, detail } }: { action: StaffActionView }) {
  const t = useTexts(activityTexts);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{action in activityTexts.en ? t(action) : action}</strong>
          <span className={styles.soft}>{subject}</span>
        </span>
        <span>
          <Moment at={at} />
          <span className={styles.soft}>{t("by", { actor })}</span>
        </span>
      </div>
      {Object.keys(detail).length > 0 && <JsonDetails label={t("detail")} value={detail} />}
    </li>
  );
}
