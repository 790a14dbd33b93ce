import { useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { Loaded } from "../../../queries/Loaded";
import { useMay } from "../../../session/useMay";
import { EmptyState } from "../../../ui/feedback/EmptyState";
import { Skeleton } from "../../../ui/feedback/Skeleton";
import { Button } from "../../../ui/form/Button";
import { Page } from "../../../ui/page/Page";
import styles from "../../Rows.module.css";
import { ApiKeyForm } from "./ApiKeyForm";
import { ApiKeyRow } from "./ApiKeyRow";
import { useApiKeys } from "./useApiKeys";

/** /staff/api-keys: the keys of programs, which those make and end who may change people. */
export default function ApiKeysPage() {
  const t = useTexts("staff/apiKeys", "apiKeys");
  const may = useMay();
  const [isMaking, make] = useState(false);
  const query = useApiKeys();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ items, permissions, valid_days_max: daysMax }) => (
          <>
            {isMaking && <ApiKeyForm all={permissions} daysMax={daysMax} onClose={() => make(false)} />}
            {!isMaking && may("people.change") && (
              <div>
                <Button onClick={() => make(true)}>{t("new")}</Button>
              </div>
            )}
            {items.length === 0 && <EmptyState title={t("none")} />}
            <ul className={styles.rows}>
              {items.map((each) => (
                <ApiKeyRow key={each.id} apiKey={each} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
