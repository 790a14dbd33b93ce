import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { SESSION_KEY } from "../../queries/keys";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { checkRequired } from "../form/checks";
import { FormField } from "../form/FormField";
import { recoveryTexts } from "./texts";

/** /confirm-address#token: where the mail after a registration leads. The password shows that its reader registered. */
export default function ConfirmAddressPage() {
  const t = useTexts(recoveryTexts);
  const token = useLocation().hash.slice(1);
  const { values, field } = useFields({ password: "" });
  const confirmation = useConfirmation(token);
  const { problems, props } = useForm(values, check, ({ password }) => {
    if (!confirmation.isPending) confirmation.mutate(password);
  });
  if (confirmation.isSuccess)
    return (
      <Page title={t("confirm")} narrow>
        <Notice tone="good">
          {t("confirmed-address")} <Link to="/account">{t("to-account")}</Link>
        </Notice>
      </Page>
    );
  return (
    <Page title={t("confirm")} lead={t("confirm-lead")} narrow>
      {token === "" && <Notice tone="warning">{t("link-incomplete")}</Notice>}
      <form {...props} className={styles.form}>
        <FormField {...field("password")} type="password" autoComplete="current-password" problem={problems.password} />
        <SubmitRow label={t("confirm")} problem={confirmation.error} busy={confirmation.isPending}>
          <Link to="/forgot-password">{t("forgot")}</Link>
        </SubmitRow>
      </form>
    </Page>
  );
}

function useConfirmation(token: string) {
  const { api } = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => dataOf(api.POST("/api/address-confirmations", { body: { token, password } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
  });
}

function check({ password }: { password: string }) {
  return { password: checkRequired(password) };
}
