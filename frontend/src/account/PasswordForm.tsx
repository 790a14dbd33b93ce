import { useState } from "react";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import styles from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { checkNewPassword, checkRequired } from "./checks";
import { FormField } from "./FormField";
import { accountTexts } from "./texts";
import { type PasswordChange, usePasswordChange } from "./usePasswordChange";

const NOTHING: PasswordChange = { current: "", next: "" };

export function PasswordForm({ email }: { email: string }) {
  const t = useTexts(accountTexts);
  const [values, setValues] = useState(NOTHING);
  const change = usePasswordChange(email);
  const { problems, props } = useForm(values, check, (sent) => {
    if (!change.isPending) change.mutate(sent, { onSuccess: () => setValues(NOTHING) });
  });
  return (
    <form {...props} className={`${styles.form} ${styles.card}`}>
      <h2>{t("change-password")}</h2>
      <FormField
        name="password"
        label={t("current-password")}
        type="password"
        autoComplete="current-password"
        value={values.current}
        wrong={change.isSuccess ? undefined : problems.current}
        onType={(current) => setValues({ ...values, current })}
      />
      <FormField
        name="password"
        label={t("new-password")}
        type="password"
        autoComplete="new-password"
        maxLength={128}
        value={values.next}
        wrong={change.isSuccess ? undefined : problems.next}
        answer={change.error}
        onType={(next) => setValues({ ...values, next })}
      />
      {change.isError && <ProblemNotice problem={change.error} />}
      <div className={styles.actions}>
        <Button kind="secondary" type="submit" busy={change.isPending}>
          {t("change-password")}
        </Button>
        <span role="status">{change.isSuccess && t("password-changed")}</span>
      </div>
    </form>
  );
}

function check({ current, next }: PasswordChange) {
  return compact({ current: checkRequired(current), next: checkNewPassword(next) });
}
