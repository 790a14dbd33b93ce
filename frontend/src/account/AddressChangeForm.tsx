import { useMutation } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { useShop } from "../session/shop";
import styles from "../ui/form/Form.module.css";
import { useFields } from "../ui/form/useFields";
import { useForm } from "../ui/form/useForm";
import { Card } from "../ui/page/Card";
import { checkEmail, checkRequired } from "./form/checks";
import { FormField } from "./form/FormField";

/** Has a link mailed to a new address of the account, which gets it by that link. */
export function AddressChangeForm() {
  const t = useTexts("logIn", "account");
  const { api } = useShop();
  const { values, field, reset } = useFields({ email: "", password: "" });
  const request = useMutation({
    mutationFn: (body: typeof values) => dataOf(api.POST("/api/me/address-changes", { body })),
    onSuccess: reset,
  });
  const { problems, props } = useForm(values, check, ({ email, password }) => {
    if (!request.isPending) request.mutate({ email: email.trim(), password });
  });
  return (
    <Card title={t("change-email")}>
      <form {...props} className={styles.form}>
        <FormField
          {...field("email")}
          label={t("new-email")}
          type="email"
          autoComplete="email"
          problem={request.isSuccess ? undefined : problems.email}
          refusal={request.error}
        />
        <FormField
          {...field("password")}
          label={t("current-password")}
          type="password"
          autoComplete="current-password"
          problem={request.isSuccess ? undefined : problems.password}
        />
        <SubmitRow label={t("change-email")} kind="secondary" problem={request.error} busy={request.isPending}>
          <span role="status">{request.isSuccess && t("change-mailed")}</span>
        </SubmitRow>
      </form>
    </Card>
  );
}

function check({ email, password }: { email: string; password: string }) {
  return { email: checkEmail(email), password: checkRequired(password) };
}
