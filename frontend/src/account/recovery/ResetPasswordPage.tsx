import { useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { checkNewPassword } from "../form/checks";
import { NewPasswordField } from "../form/NewPasswordField";

/** /reset-password#token: where the link of the mail leads. Browsers send what is after the # to no server. */
export default function ResetPasswordPage() {
  const t = useTexts("recovery", "recovery");
  const token = useLocation().hash.slice(1);
  const { values, field } = useFields({ password: "" });
  const reset = usePasswordReset(token);
  const { problems, props } = useForm(values, check, ({ password }) => {
    if (!reset.isPending) reset.mutate(password);
  });
  if (reset.isSuccess)
    return (
      <Page title={t("reset")} narrow>
        <Notice tone="good">
          {t("was-reset")} <Link to="/log-in">{t("log-in")}</Link>
        </Notice>
      </Page>
    );
  return (
    <Page title={t("reset")} lead={t("reset-lead")} narrow>
      {token === "" && <Notice tone="warning">{t("link-incomplete")}</Notice>}
      <form {...props} className={styles.form}>
        <NewPasswordField
          {...field("password")}
          label={t("new-password")}
          hasHint
          problem={problems.password}
          refusal={reset.error}
        />
        <SubmitRow label={t("reset")} problem={reset.error} busy={reset.isPending}>
          <Link to="/forgot-password">{t("new-link")}</Link>
        </SubmitRow>
      </form>
    </Page>
  );
}

/** Sets the password, which ends all sessions of its account, also one in this browser. */
function usePasswordReset(token: string) {
  const { api, session } = useShop();
  return useMutation({
    mutationFn: (password: string) => dataOf(api.PUT("/api/password", { body: { token, new_password: password } })),
    onSuccess: () => session.end(),
  });
}

function check({ password }: { password: string }) {
  return { password: checkNewPassword(password) };
}
