import type { WebhookDeliveryView, WebhookView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { JsonDetails } from "../JsonDetails";
import styles from "../Rows.module.css";
import { useResend, useWebhookDeliveries } from "./useWebhooks";

/** What an endpoint was sent or is owed. */
export function DeliveryList({ webhook }: { webhook: WebhookView }) {
  const t = useTexts("staff/webhooks", "webhooks");
  return (
    <section aria-label={t("log-of", { url: webhook.url })}>
      <PagedList
        query={useWebhookDeliveries(webhook.id)}
        itemsOf={(page) => page.items}
        empty={<EmptyState title={t("log-none")} />}
      >
        {(delivery) => <DeliveryRow key={delivery.id} delivery={delivery} />}
      </PagedList>
    </section>
  );
}

function DeliveryRow({ delivery }: { delivery: WebhookDeliveryView }) {
  const t = useTexts("staff/webhooks", "webhooks");
  const may = useMay();
  const resending = useResend(delivery);
  const { id, body, state, attempts, last_failure: failure, last_status: status, next_attempt_at: next } = delivery;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{delivery.event_type}</strong> {t(`delivery-${state}`)}
          <span className={styles.soft}>
            {t("attempts", { count: attempts })}
            {failure !== null && <> · {t(`failure-${failure}`, { status: status ?? "" })}</>}
            {next !== null && (
              <>
                {" "}
                · {t("next")} <Moment at={next} />
              </>
            )}
          </span>
        </span>
        <Moment className={styles.soft} at={delivery.created_at} />
      </div>
      <JsonDetails label={t("content", { id })} value={JSON.parse(body)} />
      {resending.problem && <ProblemNotice problem={resending.problem} />}
      {state !== "owed" && may("webhooks.resend") && (
        <div className={form.actions}>
          <Button kind="secondary" busy={resending.isPending} onClick={() => resending.send()}>
            {t("resend")}
          </Button>
        </div>
      )}
    </li>
  );
}
