import type { DeadLetterView } from "../api/schema";
import { formatMoment } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { deadLetterTexts } from "./deadLetterTexts";
import { Json } from "./Json";
import styles from "./Rows.module.css";
import { LETTER_CHANGES, type LetterChange } from "./useLetterChange";

/** What happened, to which consumer, why, and the event itself. */
export function DeadLetterRow({ letter, onAsk }: { letter: DeadLetterView; onAsk: (change: LetterChange) => void }) {
  const t = useTexts(deadLetterTexts);
  const { language } = useLanguage();
  const possible = LETTER_CHANGES.filter((change) => change === "discard" || letter.replayable);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{letter.event_type}</strong>
          <span className={styles.soft}>{t("refused-by", { consumer: letter.consumer })}</span>
        </span>
        <time className={styles.soft} dateTime={letter.stored_at}>
          {formatMoment(letter.stored_at, language)}
        </time>
      </div>
      <p lang="en" className={styles.code}>
        {letter.cause_code} {letter.cause}
      </p>
      <Json label={t("event", { id: letter.event_id })} value={letter.data} />
      {letter.state === "open" && (
        <div className={form.actions}>
          {possible.map((change) => (
            <Button key={change} kind={change === "discard" ? "danger" : "secondary"} onClick={() => onAsk(change)}>
              {t(change)}
            </Button>
          ))}
          {!letter.replayable && <p className={styles.soft}>{t("not-replayable")}</p>}
        </div>
      )}
    </li>
  );
}
