import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { Field } from "../../ui/form/Field";
import { TickBoxes } from "../../ui/form/TickBoxes";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { FormCard } from "../FormCard";
import { type NewWebhook, useWebhookCreation } from "./useWebhooks";
import { WebhookSecret } from "./WebhookSecret";

interface Props {
  /** The events that an endpoint can receive. */
  all: readonly string[];
  onClose: () => void;
}

/** Makes a webhook, the secret of which is shown once. */
export function WebhookForm({ all, onClose }: Props) {
  const t = useTexts("staff/webhooks", "webhooks");
  const creation = useWebhookCreation();
  const { values, field } = useFields({ url: "" });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(all));
  const check = ({ url }: typeof values) => ({
    // In the local run, a server of the same machine will do; the shop decides.
    url: !/^https?:\/\/\S+$/.test(url.trim()),
    events: chosen.size === 0,
  });
  const { problems, props } = useForm(values, check, ({ url }) => {
    creation.send({ url: url.trim(), event_types: [...chosen] as NewWebhook["event_types"] });
  });
  if (creation.result) return <WebhookSecret secret={creation.result.secret} onClose={onClose} />;
  return (
    <FormCard title={t("new")} props={props} label={t("make")} mutation={creation} onClose={onClose}>
      <Field
        {...field("url")}
        label={t("url")}
        type="url"
        autoComplete="off"
        maxLength={500}
        problem={problems.url ? t("url-wrong") : undefined}
      />
      <TickBoxes
        legend={t("events")}
        problem={problems.events ? t("events-none") : undefined}
        all={all}
        chosen={chosen}
        onChoose={choose}
      />
    </FormCard>
  );
}
