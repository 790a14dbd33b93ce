import { useState } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { useLogIn } from "../session/useLogIn";
import { useSession } from "../session/useSession";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import styles from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { addressWithin } from "./addressWithin";
import { checkEmail, checkRequired } from "./checks";
import { FormField } from "./FormField";
import { accountTexts } from "./texts";

/** /log-in — then on to where somebody was going (`to`). */
export default function LogInPage() {
  const t = useTexts(accountTexts);
  const [address] = useSearchParams();
  const [values, setValues] = useState({ email: address.get("email") ?? "", password: "" });
  const logIn = useLogIn();
  const { problems, props } = useForm(values, check, (sent) => {
    if (!logIn.isPending) logIn.mutate({ ...sent, email: sent.email.trim() });
  });
  const to = addressWithin(address.get("to"));
  if (useSession() !== null) return <Navigate replace to={to} />;
  return (
    <Page title={t("log-in")} lead={t("log-in-lead")} narrow>
      {address.has("email") && <Notice>{t("registered-before")}</Notice>}
      <form {...props} className={styles.form}>
        <FormField
          name="email"
          type="email"
          autoComplete="username"
          value={values.email}
          wrong={problems.email}
          onType={(email) => setValues({ ...values, email })}
        />
        <FormField
          name="password"
          type="password"
          autoComplete="current-password"
          value={values.password}
          wrong={problems.password}
          onType={(password) => setValues({ ...values, password })}
        />
        {logIn.isError && <ProblemNotice problem={logIn.error} />}
        <div className={styles.actions}>
          <Button type="submit" busy={logIn.isPending}>
            {t("log-in")}
          </Button>
          <p>
            {t("no-account")} <Link to={`/register?${new URLSearchParams({ to })}`}>{t("register")}</Link>
          </p>
        </div>
      </form>
    </Page>
  );
}

function check({ email, password }: { email: string; password: string }) {
  return compact({ email: checkEmail(email), password: checkRequired(password) });
}
