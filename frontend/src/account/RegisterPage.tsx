import { useMutation } from "@tanstack/react-query";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { dataOf } from "../api/client";
import { ShopProblem } from "../api/problem";
import { usePrewarm } from "../api/usePrewarm";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { logInPath, returnPath } from "../session/returnPath";
import { useShop } from "../session/shop";
import { useLogIn } from "../session/useLogIn";
import { useSession } from "../session/useSession";
import styles from "../ui/form/Form.module.css";
import { useFields } from "../ui/form/useFields";
import { useForm } from "../ui/form/useForm";
import { Page } from "../ui/page/Page";
import { checkEmail, checkNewPassword } from "./form/checks";
import { FormField } from "./form/FormField";
import { NewPasswordField } from "./form/NewPasswordField";

interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** /register: creates an account and logs in to it. */
export default function RegisterPage() {
  const t = useTexts("logIn", "account");
  usePrewarm("/api/accounts");
  const to = returnPath(useSearchParams()[0]);
  const { values, field } = useFields({ name: "", email: "", password: "" });
  const registration = useRegistration(to);
  const { problems, props } = useForm(values, check, (sent) => {
    if (!registration.isPending) registration.mutate({ ...sent, email: sent.email.trim() });
  });
  if (useSession() !== null) return <Navigate replace to={to} />;
  return (
    <Page title={t("register")} lead={t("register-lead")} narrow>
      <form {...props} className={styles.form}>
        <FormField {...field("name")} autoComplete="name" maxLength={200} />
        <FormField
          {...field("email")}
          type="email"
          autoComplete="username"
          problem={problems.email}
          refusal={registration.error}
        />
        <NewPasswordField {...field("password")} hasHint problem={problems.password} refusal={registration.error} />
        <SubmitRow label={t("register")} problem={registration.error} busy={registration.isPending}>
          <p>
            {t("have-account")} <Link to={logInPath(to)}>{t("log-in")}</Link>
          </p>
        </SubmitRow>
      </form>
    </Page>
  );
}

/** Registers, then logs in. Only the log-in reveals that the e-mail address was taken; then it has its page say so. */
function useRegistration(to: string) {
  const { api } = useShop();
  const logIn = useLogIn();
  const navigate = useNavigate();
  const { language } = useLanguage();
  return useMutation({
    mutationFn: async (body: Registration) => {
      await dataOf(api.POST("/api/accounts", { body: { ...body, language } }));
      await logIn.mutateAsync({ email: body.email, password: body.password });
    },
    onError: (problem, { email }) => {
      const isTaken = problem instanceof ShopProblem && problem.slug === "log-in-refused";
      if (isTaken) navigate(`/log-in?${new URLSearchParams({ email, to })}`);
    },
  });
}

function check({ email, password }: Registration) {
  return { email: checkEmail(email), password: checkNewPassword(password) };
}
