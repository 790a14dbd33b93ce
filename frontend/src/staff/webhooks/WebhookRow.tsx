import { useState } from "react";
import type { WebhookView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import styles from "../Rows.module.css";
import { DeliveryList } from "./DeliveryList";
import { WebhookActions } from "./WebhookActions";

/** An endpoint: the events that it receives, its state, and on demand what it was sent. */
export function WebhookRow({ webhook }: { webhook: WebhookView }) {
  const t = useTexts("staff/webhooks", "webhooks");
  const [isLogShown, showLog] = useState(false);
  const { url, state, event_types: events, failures, next_attempt_at: next, previous_secret_until: until } = webhook;
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <strong>{url}</strong> {t(`state-${state}`)}
        <span className={styles.soft}>{events.join(", ")}</span>
        {failures > 0 && (
          <span className={styles.soft}>
            {t("failing", { count: failures })}
            {next !== null && (
              <>
                {" "}
                · {t("next")} <Moment at={next} />
              </>
            )}
          </span>
        )}
        {until !== null && (
          <span className={styles.soft}>
            {t("overlap")} <Moment at={until} />
          </span>
        )}
      </div>
      <WebhookActions webhook={webhook}>
        <Button
          kind="secondary"
          aria-label={t("log-of", { url })}
          aria-expanded={isLogShown}
          onClick={() => showLog(!isLogShown)}
        >
          {t("log")}
        </Button>
      </WebhookActions>
      {isLogShown && <DeliveryList webhook={webhook} />}
    </li>
  );
}
