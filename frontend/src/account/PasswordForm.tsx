import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { useShop } from "../session/shop";
import { useLogIn } from "../session/useLogIn";
import styles from "../ui/form/Form.module.css";
import { useFields } from "../ui/form/useFields";
import { useForm } from "../ui/form/useForm";
import { Card } from "../ui/page/Card";
import { checkNewPassword, checkRequired } from "./form/checks";
import { FormField } from "./form/FormField";
import { NewPasswordField } from "./form/NewPasswordField";

interface Passwords {
  readonly current: string;
  readonly next: string;
}

/** Changes the password of the account with this e-mail address. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTexts("logIn", "account");
  const { values, field, reset } = useFields({ current: "", next: "" });
  const change = usePasswordChange(email);
  const { problems, props } = useForm(values, check, (sent) => {
    if (!change.isPending) change.mutate(sent, { onSuccess: reset });
  });
  return (
    <Card title={t("change-password")}>
      <form {...props} className={styles.form}>
        <FormField
          {...field("current")}
          name="password"
          label={t("current-password")}
          type="password"
          autoComplete="current-password"
          problem={change.isSuccess ? undefined : problems.current}
        />
        <NewPasswordField
          {...field("next")}
          name="password"
          label={t("new-password")}
          problem={change.isSuccess ? undefined : problems.next}
          refusal={change.error}
        />
        <SubmitRow label={t("change-password")} kind="secondary" problem={change.error} busy={change.isPending}>
          <span role="status">{change.isSuccess && t("password-changed")}</span>
        </SubmitRow>
      </form>
    </Card>
  );
}

/** Changes the password, which ends every session of the account, and logs in here again. */
function usePasswordChange(email: string) {
  const { api } = useShop();
  const logIn = useLogIn();
  return useMutation({
    mutationFn: async ({ current, next }: Passwords) => {
      await dataOf(api.PUT("/api/me/password", { body: { current_password: current, new_password: next } }));
      await logIn.mutateAsync({ email, password: next });
    },
  });
}

function check({ current, next }: Passwords) {
  return { current: checkRequired(current), next: checkNewPassword(next) };
}
