import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { checkEmail } from "../account/checks";
import { FormField } from "../account/FormField";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import { Field } from "../ui/Field";
import styles from "../ui/Form.module.css";
import { Page } from "../ui/Page";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { lookUpTexts } from "./lookUpTexts";
import { readOrderNumber } from "./orderNumber";
import { useLookUp } from "./useLookUp";

/** /order-look-up, and /orders/:number for a guest whose address this tab does not know. */
export function LookUpPage({ number = "", onFound }: { number?: string; onFound?: (email: string) => void }) {
  const t = useTexts(lookUpTexts);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [values, setValues] = useState({ number, email: "" });
  const lookUp = useLookUp();
  const { problems, props } = useForm(values, check, ({ number: typed, email }) => {
    const known = readOrderNumber(typed);
    if (known === null || lookUp.isPending) return;
    const asked = { number: known, email: email.trim() };
    lookUp.mutate(asked, { onSuccess: () => (onFound ? onFound(asked.email) : navigate(`/orders/${known}`)) });
  });
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      <form {...props} className={styles.form}>
        <Field
          label={t("number")}
          name="number"
          autoComplete="off"
          spellCheck={false}
          value={values.number}
          readOnly={onFound !== undefined}
          problem={problems.number && t(problems.number)}
          onChange={(event) => setValues({ ...values, number: event.target.value })}
        />
        <FormField
          name="email"
          type="email"
          autoComplete="email"
          value={values.email}
          wrong={problems.email}
          onType={(email) => setValues({ ...values, email })}
        />
        {lookUp.isError && <ProblemNotice problem={lookUp.error} />}
        <div className={styles.actions}>
          <Button type="submit" busy={lookUp.isPending}>
            {t("find")}
          </Button>
          <p>
            {t("account")}{" "}
            <Link to={`/log-in?${new URLSearchParams({ to: onFound ? pathname : "/orders" })}`}>{t("log-in")}</Link>
          </p>
        </div>
      </form>
    </Page>
  );
}

function check({ number, email }: { number: string; email: string }) {
  const wrong = readOrderNumber(number) === null ? ("number-wrong" as const) : null;
  return { ...compact({ number: wrong }), ...compact({ email: checkEmail(email) }) };
}

export default LookUpPage;
