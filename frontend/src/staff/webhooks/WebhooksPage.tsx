import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Button } from "../../ui/form/Button";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { useWebhooks } from "./useWebhooks";
import { WebhookForm } from "./WebhookForm";
import { WebhookRow } from "./WebhookRow";

/** /staff/webhooks: the servers that receive events of orders, and what each was sent. */
export default function WebhooksPage() {
  const t = useTexts("staff/webhooks", "webhooks");
  const may = useMay();
  const [isMaking, make] = useState(false);
  const query = useWebhooks();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ items, event_types: all }) => (
          <>
            {isMaking && <WebhookForm all={all} onClose={() => make(false)} />}
            {!isMaking && may("webhooks.change") && (
              <div>
                <Button onClick={() => make(true)}>{t("new")}</Button>
              </div>
            )}
            {items.length === 0 && <EmptyState title={t("none")} />}
            <ul className={styles.rows}>
              {items.map((each) => (
                <WebhookRow key={each.id} webhook={each} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
