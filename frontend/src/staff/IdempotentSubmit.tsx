import { useTexts } from "../i18n/useTexts";
import { ProblemNotice } from "../queries/ProblemNotice";
import { SubmitRow } from "../queries/SubmitRow";
import { Notice } from "../ui/feedback/Notice";
import { Button } from "../ui/form/Button";
import form from "../ui/form/Form.module.css";
import type { IdempotentMutation } from "./useIdempotentMutation";

/** Submits the form around it. After a request without a response it offers to send that request again instead. */
export function IdempotentSubmit<Body, Result>({
  mutation: { unanswered, problem, isPending, send },
  label,
}: {
  mutation: IdempotentMutation<Body, Result>;
  label: string;
}) {
  const t = useTexts("staff/console", "console");
  if (unanswered === null || isPending) return <SubmitRow label={label} problem={problem} busy={isPending} />;
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <Notice tone="warning">{t("unanswered")}</Notice>
      <div className={form.actions}>
        <Button onClick={() => send(unanswered)}>{t("resend")}</Button>
      </div>
    </>
  );
}
