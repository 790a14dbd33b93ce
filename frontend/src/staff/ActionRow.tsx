import type { StaffActionView } from "../api/schema";
import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { readAction } from "./actions";
import { actionTexts } from "./actionTexts";
import { Json } from "./Json";
import styles from "./Rows.module.css";

export function ActionRow({ action }: { action: StaffActionView }) {
  const t = useTexts(actionTexts);
  const { language } = useLanguage();
  const known = readAction(action.action);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{known ? t(known) : action.action}</strong>
          <span className={styles.soft}>{action.subject}</span>
        </span>
        <span>
          <time dateTime={action.at}>{formatMoment(action.at, language)}</time>
          <span className={styles.soft}>{t("by", { actor: action.actor })}</span>
        </span>
      </div>
      {Object.keys(action.detail).length > 0 && <Json label={t("detail")} value={action.detail} />}
    </li>
  );
}
