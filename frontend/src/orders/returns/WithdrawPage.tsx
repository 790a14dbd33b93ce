import { useNavigate } from "react-router";
import { checkEmail } from "../../account/form/checks";
import { FormField } from "../../account/form/FormField";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useSession } from "../../session/useSession";
import { Field } from "../../ui/form/Field";
import styles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Page } from "../../ui/page/Page";
import { parseOrderNumber } from "../lookup/orderNumber";
import { useLookUp } from "../lookup/useLookUp";

/** /withdraw: the first step of a withdrawal, which names the order; its page asks to confirm. */
export default function WithdrawPage() {
  const t = useTexts("returns", "returns");
  const tl = useTexts("lookUp", "lookUp");
  const navigate = useNavigate();
  const isGuest = useSession() === null;
  const { values, field } = useFields({ number: "", email: "" });
  const lookUp = useLookUp();
  const check = ({ number, email }: typeof values) => ({
    number: parseOrderNumber(number) === null ? ("number-wrong" as const) : null,
    email: isGuest ? checkEmail(email) : null,
  });
  const { problems, props } = useForm(values, check, (sent) => {
    const number = parseOrderNumber(sent.number);
    if (number === null || lookUp.isPending) return;
    const confirm = () => navigate(`/orders/${number}?withdraw`);
    if (isGuest) lookUp.mutate({ number, email: sent.email.trim() }, { onSuccess: confirm });
    else confirm();
  });
  return (
    <Page title={t("withdraw-title")} lead={t("withdraw-lead")} narrow>
      <form {...props} className={styles.form}>
        <Field
          {...field("number")}
          label={tl("number")}
          autoComplete="off"
          spellCheck={false}
          problem={problems.number && tl(problems.number)}
        />
        {isGuest && <FormField {...field("email")} type="email" autoComplete="email" problem={problems.email} />}
        <SubmitRow label={t("withdraw-next")} problem={lookUp.error} busy={lookUp.isPending} />
      </form>
    </Page>
  );
}
