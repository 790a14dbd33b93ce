import type { DeadLetterView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { JsonDetails } from "../JsonDetails";
import styles from "../Rows.module.css";
import { DEAD_LETTER_ACTIONS, type DeadLetterAction } from "./useDeadLetterAction";

/** A dead letter: its event, the consumer that refused it, the cause, and what can be done with it. */
export function DeadLetterRow({
  deadLetter,
  onAct,
}: {
  deadLetter: DeadLetterView;
  onAct: (action: DeadLetterAction) => void;
}) {
  const t = useTexts("staff/deadLetters", "deadLetters");
  const may = useMay();
  const actions = DEAD_LETTER_ACTIONS.filter((action) =>
    action === "discard" ? may("dead-letters.discard") : deadLetter.replayable && may("dead-letters.replay"),
  );
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{deadLetter.event_type}</strong>
          <span className={styles.soft}>{t("refused-by", { consumer: deadLetter.consumer })}</span>
        </span>
        <Moment className={styles.soft} at={deadLetter.stored_at} />
      </div>
      <p lang="en" className={styles.code}>
        {deadLetter.cause_code} {deadLetter.cause}
      </p>
      <JsonDetails label={t("event", { id: deadLetter.event_id })} value={deadLetter.raw ?? deadLetter.data} />
      {deadLetter.state === "open" && (
        <div className={form.actions}>
          {actions.map((action) => (
            <Button key={action} kind={action === "discard" ? "danger" : "secondary"} onClick={() => onAct(action)}>
              {t(action)}
            </Button>
          ))}
          {!deadLetter.replayable && <p className={styles.soft}>{t("not-replayable")}</p>}
        </div>
      )}
    </li>
  );
}
