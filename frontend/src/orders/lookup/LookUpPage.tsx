import { Link, useLocation, useNavigate } from "react-router";
import { checkEmail } from "../../account/form/checks";
import { FormField } from "../../account/form/FormField";
import { usePrewarm } from "../../api/usePrewarm";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { logInPath } from "../../session/returnPath";
import { Field } from "../../ui/form/Field";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { parseOrderNumber } from "./orderNumber";
import { useLookUp } from "./useLookUp";

/** /order-look-up, and /orders/:number for a guest whose e-mail address this tab does not know yet. */
export default function LookUpPage({ number = "", onFound }: { number?: string; onFound?: (email: string) => void }) {
  const t = useTexts("lookUp", "lookUp");
  usePrewarm("/api/order-look-ups");
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { values, field } = useFields({ number, email: "" });
  const lookUp = useLookUp();
  const { problems, props } = useForm(values, check, (sent) => {
    const parsed = parseOrderNumber(sent.number);
    if (parsed === null || lookUp.isPending) return;
    const body = { number: parsed, email: sent.email.trim() };
    lookUp.mutate(body, { onSuccess: () => (onFound ? onFound(body.email) : navigate(`/orders/${parsed}`)) });
  });
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      <form {...props} className={styles.form}>
        <Field
          {...field("number")}
          label={t("number")}
          autoComplete="off"
          spellCheck={false}
          readOnly={onFound !== undefined}
          problem={problems.number && t(problems.number)}
        />
        <FormField {...field("email")} type="email" autoComplete="email" problem={problems.email} />
        <SubmitRow label={t("find")} problem={lookUp.error} busy={lookUp.isPending}>
          <p>
            {t("account")} <Link to={logInPath(onFound ? pathname : "/orders")}>{t("log-in")}</Link>
          </p>
        </SubmitRow>
      </form>
    </Page>
  );
}

function check({ number, email }: { number: string; email: string }) {
  const isWrong = parseOrderNumber(number) === null;
  return { number: isWrong ? ("number-wrong" as const) : null, email: checkEmail(email) };
}
