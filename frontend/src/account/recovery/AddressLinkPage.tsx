import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { SESSION_KEY } from "../../queries/keys";
import { SubmitRow } from "../../queries/SubmitRow";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { checkRequired } from "../form/checks";
import { FormField } from "../form/FormField";

/** The page of a link about an address: sends the token that is after the #, and the password of the account. */
export function AddressLinkPage({
  title,
  lead,
  send,
}: {
  title: string;
  lead: string;
  send: (sent: { token: string; password: string }) => Promise<unknown>;
}) {
  const t = useTexts("recovery", "recovery");
  const queries = useQueryClient();
  const token = useLocation().hash.slice(1);
  const { values, field } = useFields({ password: "" });
  const sending = useMutation({
    mutationFn: (password: string) => send({ token, password }),
    onSuccess: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  const { problems, props } = useForm(values, check, ({ password }) => {
    if (!sending.isPending) sending.mutate(password);
  });
  if (sending.isSuccess)
    return (
      <Page title={title} narrow>
        <Notice tone="good">
          {t("confirmed-address")} <Link to="/account">{t("to-account")}</Link>
        </Notice>
      </Page>
    );
  return (
    <Page title={title} lead={lead} narrow>
      {token === "" && <Notice tone="warning">{t("link-incomplete")}</Notice>}
      <form {...props} className={styles.form}>
        <FormField {...field("password")} type="password" autoComplete="current-password" problem={problems.password} />
        <SubmitRow label={title} problem={sending.error} busy={sending.isPending}>
          <Link to="/forgot-password">{t("forgot")}</Link>
        </SubmitRow>
      </form>
    </Page>
  );
}

function check({ password }: { password: string }) {
  return { password: checkRequired(password) };
}
