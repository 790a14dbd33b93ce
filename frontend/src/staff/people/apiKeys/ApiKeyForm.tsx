import { useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { SecretNotice } from "../../../ui/feedback/SecretNotice";
import { Field } from "../../../ui/form/Field";
import { TickBoxes } from "../../../ui/form/TickBoxes";
import { useFields } from "../../../ui/form/useFields";
import { useForm } from "../../../ui/form/useForm";
import { FormCard } from "../../FormCard";
import { type NewApiKey, useApiKeyCreation } from "./useApiKeys";

interface Props {
  /** What the key can be for. */
  all: readonly string[];
  daysMax: number;
  onClose: () => void;
}

/** Makes a key, which is shown once. */
export function ApiKeyForm({ all, daysMax, onClose }: Props) {
  const t = useTexts("staff/apiKeys", "apiKeys");
  const creation = useApiKeyCreation();
  const { values, field } = useFields({ name: "", days: "90" });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const check = ({ name, days }: typeof values) => ({
    name: name.trim() === "",
    days: !/^[0-9]+$/.test(days.trim()) || Number(days) < 1 || Number(days) > daysMax,
    permissions: chosen.size === 0,
  });
  const { problems, props } = useForm(values, check, ({ name, days }) => {
    const permissions = [...chosen] as NewApiKey["permissions"];
    creation.send({ name: name.trim(), permissions, valid_days: Number(days) });
  });
  if (creation.result) {
    const texts = { title: t("made-title"), advice: t("made-advice"), kept: t("kept") };
    return <SecretNotice {...texts} secret={creation.result.key} onClose={onClose} />;
  }
  return (
    <FormCard title={t("new")} props={props} label={t("make")} mutation={creation} onClose={onClose}>
      <Field
        {...field("name")}
        label={t("name")}
        autoComplete="off"
        maxLength={200}
        problem={problems.name ? t("name-missing") : undefined}
      />
      <Field
        {...field("days")}
        label={t("days")}
        inputMode="numeric"
        autoComplete="off"
        problem={problems.days ? t("days-wrong", { max: daysMax }) : undefined}
      />
      <TickBoxes
        legend={t("permits")}
        problem={problems.permissions ? t("permits-nothing") : undefined}
        all={all}
        chosen={chosen}
        onChoose={choose}
      />
    </FormCard>
  );
}
