import { useState } from "react";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { ShopProblem } from "../api/problem";
import { useTexts } from "../i18n/useTexts";
import { useLogIn } from "../session/useLogIn";
import { useSession } from "../session/useSession";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import styles from "../ui/Form.module.css";
import { Page } from "../ui/Page";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { addressWithin } from "./addressWithin";
import { checkEmail, checkNewPassword } from "./checks";
import { FormField } from "./FormField";
import { accountTexts } from "./texts";
import { type Registration, useRegister } from "./useRegister";

/** /register — makes an account and logs in; an address that was taken leads to the log-in. */
export default function RegisterPage() {
  const t = useTexts(accountTexts);
  const navigate = useNavigate();
  const to = addressWithin(useSearchParams()[0].get("to"));
  const [values, setValues] = useState<Registration>({ name: "", email: "", password: "" });
  const register = useRegister();
  const logIn = useLogIn();
  const isBusy = register.isPending || logIn.isPending;

  const enter = async (sent: Registration) => {
    const email = sent.email.trim();
    await register.mutateAsync({ ...sent, email });
    try {
      await logIn.mutateAsync({ email, password: sent.password });
    } catch (problem) {
      const isTaken = problem instanceof ShopProblem && problem.slug === "log-in-refused";
      if (isTaken) navigate(`/log-in?${new URLSearchParams({ email, to })}`);
    }
  };
  const { problems, props } = useForm(values, check, (sent) => {
    // What goes wrong is kept by the two mutations, and shown below.
    if (!isBusy) enter(sent).catch(() => {});
  });
  if (useSession() !== null) return <Navigate replace to={to} />;
  return (
    <Page title={t("register")} lead={t("register-lead")} narrow>
      <form {...props} className={styles.form}>
        <FormField
          name="name"
          autoComplete="name"
          maxLength={200}
          value={values.name}
          onType={(name) => setValues({ ...values, name })}
        />
        <FormField
          name="email"
          type="email"
          autoComplete="username"
          value={values.email}
          wrong={problems.email}
          answer={register.error}
          onType={(email) => setValues({ ...values, email })}
        />
        <FormField
          name="password"
          type="password"
          autoComplete="new-password"
          maxLength={128}
          hint={t("password-hint")}
          value={values.password}
          wrong={problems.password}
          answer={register.error}
          onType={(password) => setValues({ ...values, password })}
        />
        {(register.error ?? logIn.error) && <ProblemNotice problem={register.error ?? logIn.error} />}
        <div className={styles.actions}>
          <Button type="submit" busy={isBusy}>
            {t("register")}
          </Button>
          <p>
            {t("have-account")} <Link to={`/log-in?${new URLSearchParams({ to })}`}>{t("log-in")}</Link>
          </p>
        </div>
      </form>
    </Page>
  );
}

function check({ email, password }: Registration) {
  return compact({ email: checkEmail(email), password: checkNewPassword(password) });
}
