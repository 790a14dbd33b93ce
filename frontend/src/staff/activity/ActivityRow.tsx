import type { StaffActionView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { JsonDetails } from "../JsonDetails";
import styles from "../Rows.module.css";

/** An entry of the activity log: what was done to what, by whom and when. A name shows what that person did alone. */
export function ActivityRow({
  action: { action, subject, actor, actor_name, actor_email, at, detail },
  onOnly,
}: {
  action: StaffActionView;
  onOnly: (email: string) => void;
}) {
  const t = useTexts("staff/activity", "log");
  const ta = useTexts("staff/activity", "actions");
  const name = actor_name || actor_email;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{ta.has(action) ? ta(action) : action}</strong>
          <span className={styles.soft}>{subject}</span>
        </span>
        <span>
          <Moment at={at} />
          {name ? (
            <Button kind="quiet" aria-label={t("only", { name })} onClick={() => onOnly(actor_email)}>
              {name}
            </Button>
          ) : (
            <span className={styles.soft}>{t("unknown", { actor })}</span>
          )}
        </span>
      </div>
      {Object.keys(detail).length > 0 && <JsonDetails label={t("detail")} value={detail} />}
    </li>
  );
}
