import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { CodeForm } from "./CodeForm";
import { useEnrolment } from "./useSecondFactor";

/** Enrols an authenticator app: the password, then the key or link for the app, then its first code. */
export function EnrolmentForm() {
  const t = useTexts("account", "secondFactor");
  const enrolment = useEnrolment();
  const { values, field, reset } = useFields({ password: "" });
  const check = ({ password }: typeof values) => ({ password: password === "" });
  const { problems, props } = useForm(values, check, (body) => {
    if (!enrolment.isPending) enrolment.mutate(body, { onSuccess: reset });
  });
  if (enrolment.data) {
    const { secret, uri } = enrolment.data;
    return (
      <>
        <p>
          <a href={uri}>{t("open")}</a>
        </p>
        <p>{t("or-type")}</p>
        <p>
          <code>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
        <CodeForm />
      </>
    );
  }
  return (
    <form {...props} className={form.form} aria-label={t("enrol")}>
      <Field
        {...field("password")}
        label={t("password")}
        type="password"
        autoComplete="current-password"
        problem={problems.password ? t("required") : undefined}
      />
      <SubmitRow label={t("begin")} problem={enrolment.error} busy={enrolment.isPending} />
    </form>
  );
}
