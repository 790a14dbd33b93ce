import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { SubmitRow } from "../../queries/SubmitRow";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { useCode, useRenewal } from "./useSecondFactor";

/** Presents a code of the app. After the first code of a new app, it shows the recovery codes. */
export function CodeForm() {
  const t = useTexts("account", "secondFactor");
  const presented = useCode();
  const { values, field, reset } = useFields({ code: "" });
  const check = ({ code }: typeof values) => ({ code: code.trim().length < 6 });
  const { problems, props } = useForm(values, check, ({ code }) => {
    if (!presented.isPending) presented.mutate(code.trim(), { onSuccess: reset });
  });
  if (presented.data?.length) return <RecoveryCodes codes={presented.data} />;
  return (
    <form {...props} className={form.form} aria-label={t("confirm")}>
      <Field
        {...field("code")}
        label={t("code")}
        hint={t("code-hint")}
        autoComplete="one-time-code"
        maxLength={40}
        problem={!presented.isSuccess && problems.code ? t("required") : undefined}
      />
      <SubmitRow label={t("confirm")} problem={presented.error} busy={presented.isPending}>
        <span role="status">{presented.isSuccess && t("done")}</span>
      </SubmitRow>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTexts("account", "secondFactor");
  const renewal = useRenewal();
  return (
    <Notice tone="good">
      <strong>{t("codes-title")}</strong>
      <p>{t("codes-advice")}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      {renewal.error && <ProblemNotice problem={renewal.error} />}
      <Button busy={renewal.isPending} onClick={() => renewal.mutate()}>
        {t("kept")}
      </Button>
    </Notice>
  );
}
