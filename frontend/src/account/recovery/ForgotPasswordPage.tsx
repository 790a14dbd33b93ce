import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { checkEmail } from "../form/checks";
import { FormField } from "../form/FormField";

/** /forgot-password: has a link mailed, and says the same whether or not the address has an account. */
export default function ForgotPasswordPage() {
  const t = useTexts("recovery", "recovery");
  const { api } = useShop();
  const { values, field } = useFields({ email: "" });
  const request = useMutation({
    mutationFn: (email: string) => dataOf(api.POST("/api/password-resets", { body: { email } })),
  });
  const { problems, props } = useForm(values, check, ({ email }) => {
    if (!request.isPending) request.mutate(email.trim());
  });
  return (
    <Page title={t("forgot")} lead={t("forgot-lead")} narrow>
      {request.isSuccess && <Notice tone="good">{t("link-sent")}</Notice>}
      <form {...props} className={styles.form}>
        <FormField
          {...field("email")}
          type="email"
          autoComplete="username"
          problem={problems.email}
          refusal={request.error}
        />
        <SubmitRow label={t("send-link")} problem={request.error} busy={request.isPending} />
      </form>
    </Page>
  );
}

function check({ email }: { email: string }) {
  return { email: checkEmail(email) };
}
