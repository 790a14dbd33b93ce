import { useState } from "react";
import type { ApiKeyView } from "../../../api/schema";
import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { ProblemNotice } from "../../../queries/ProblemNotice";
import { useMay } from "../../../session/useMay";
import { Button } from "../../../ui/form/Button";
import form from "../../../ui/form/Form.module.css";
import { ConfirmDialog } from "../../ConfirmDialog";
import styles from "../../Rows.module.css";
import { useApiKeyEnd } from "./useApiKeys";

/** A key of a program: for whom it acts, what it is for, until when, and when it was used. */
export function ApiKeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const t = useTexts("staff/apiKeys", "apiKeys");
  const may = useMay();
  const ending = useApiKeyEnd(apiKey);
  const [isAsked, ask] = useState(false);
  const { name, begins_with: beginning, owner, permissions, state, expires_at: until, last_used_at: lastUsed } = apiKey;
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <strong>{name}</strong> <code>{beginning}…</code> {t(`state-${state}`)}
        <span className={styles.soft}>
          {t("of", { owner })} · {t("until")} <Moment at={until} /> · {t("last-used")}{" "}
          {lastUsed === null ? t("never") : <Moment at={lastUsed} />}
        </span>
        <span className={styles.soft}>{permissions.join(", ")}</span>
      </div>
      {ending.problem && <ProblemNotice problem={ending.problem} />}
      {may("people.change") && (
        <div className={form.actions}>
          <Button kind="danger" aria-label={t("end-of", { name })} busy={ending.isPending} onClick={() => ask(true)}>
            {t("end")}
          </Button>
        </div>
      )}
      {isAsked && (
        <ConfirmDialog
          title={t("end-ask", { name })}
          label={t("end-yes")}
          onConfirm={() => ending.send()}
          onClose={() => ask(false)}
        >
          <p>{t("end-advice")}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
