import { type ReactNode, useState } from "react";
import type { WebhookView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { ConfirmDialog } from "../ConfirmDialog";
import { useWebhookChange, useWebhookEnd } from "./useWebhooks";
import { WebhookSecret } from "./WebhookSecret";

/** What can be done with an endpoint: pause and resume it, give it another secret, end it. */
export function WebhookActions({ webhook, children }: { webhook: WebhookView; children: ReactNode }) {
  const t = useTexts("staff/webhooks", "webhooks");
  const may = useMay();
  const change = useWebhookChange(webhook);
  const ending = useWebhookEnd(webhook);
  const [asked, ask] = useState<"rotate" | "end" | null>(null);
  const [secret, keep] = useState<string | null>(null);
  const shown = change.result?.secret ?? null;
  const { url, state } = webhook;
  const other = state === "active" ? "pause" : "resume";
  return (
    <>
      {shown !== null && shown !== secret && <WebhookSecret secret={shown} onClose={() => keep(shown)} />}
      {change.problem && <ProblemNotice problem={change.problem} />}
      {ending.problem && <ProblemNotice problem={ending.problem} />}
      <div className={form.actions}>
        {children}
        {may("webhooks.change") && (
          <>
            <Button
              kind="secondary"
              aria-label={t(`${other}-of`, { url })}
              busy={change.isPending}
              onClick={() => change.send({ state: state === "active" ? "paused" : "active", rotates_secret: false })}
            >
              {t(other)}
            </Button>
            <Button kind="secondary" aria-label={t("rotate-of", { url })} onClick={() => ask("rotate")}>
              {t("rotate")}
            </Button>
            <Button kind="danger" aria-label={t("end-of", { url })} onClick={() => ask("end")}>
              {t("end")}
            </Button>
          </>
        )}
      </div>
      {asked !== null && (
        <ConfirmDialog
          title={t(`${asked}-ask`, { url })}
          label={t(`${asked}-yes`)}
          onConfirm={() => (asked === "end" ? ending.send() : change.send({ rotates_secret: true }))}
          onClose={() => ask(null)}
        >
          <p>{t(`${asked}-advice`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
