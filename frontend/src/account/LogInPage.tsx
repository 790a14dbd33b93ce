import { Link, Navigate, useSearchParams } from "react-router";
import { usePrewarm } from "../api/usePrewarm";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { returnPath } from "../session/returnPath";
import { useShop } from "../session/shop";
import { useLogIn } from "../session/useLogIn";
import { useSession } from "../session/useSession";
import { Notice } from "../ui/feedback/Notice";
import styles from "../ui/form/Form.module.css";
import { useFields } from "../ui/form/useFields";
import { useForm } from "../ui/form/useForm";
import { Page } from "../ui/page/Page";
import { checkEmail, checkRequired } from "./form/checks";
import { FormField } from "./form/FormField";
import { PasskeyButton } from "./passkeys/PasskeyButton";
import { usePasskeyLogIn } from "./passkeys/usePasskeys";

/** /log-in: leads on to the page that needed the log-in (`to`), else to the account. */
export default function LogInPage() {
  const t = useTexts("logIn", "account");
  const ofPasskeys = useTexts("logIn", "passkeys");
  const passkey = usePasskeyLogIn();
  usePrewarm("/api/sessions");
  const [searchParams] = useSearchParams();
  const { values, field } = useFields({ email: searchParams.get("email") ?? "", password: "" });
  const logIn = useLogIn();
  const { problems, props } = useForm(values, check, ({ email, password }) => {
    if (!logIn.isPending) logIn.mutate({ email: email.trim(), password });
  });
  const to = returnPath(searchParams);
  const hasLapsed = useShop().session.hasLapsed();
  if (useSession() !== null) return <Navigate replace to={to} />;
  return (
    <Page title={t("log-in")} lead={t("log-in-lead")} narrow>
      {hasLapsed && <Notice tone="warning">{t("session-ended")}</Notice>}
      {searchParams.has("email") && <Notice>{t("registered-before")}</Notice>}
      <form {...props} className={styles.form}>
        <FormField {...field("email")} type="email" autoComplete="username" problem={problems.email} />
        <FormField {...field("password")} type="password" autoComplete="current-password" problem={problems.password} />
        <SubmitRow label={t("log-in")} problem={logIn.error} busy={logIn.isPending}>
          <Link to="/forgot-password">{t("forgot")}</Link>
          <p>
            {t("no-account")} <Link to={`/register?${new URLSearchParams({ to })}`}>{t("register")}</Link>
          </p>
        </SubmitRow>
      </form>
      <PasskeyButton label={ofPasskeys("log-in")} use={passkey} />
    </Page>
  );
}

function check({ email, password }: { email: string; password: string }) {
  return { email: checkEmail(email), password: checkRequired(password) };
}
