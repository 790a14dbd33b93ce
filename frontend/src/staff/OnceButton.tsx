import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { ProblemNotice } from "../ui/ProblemNotice";
import { staffTexts } from "./texts";

interface Once<Body> {
  readonly open: Body | null;
  readonly problem: unknown;
  readonly isBusy: boolean;
  readonly send: (body: Body) => void;
}

/** Sends the form it is in; where an attempt was not answered, that one again. */
export function OnceButton<Body>({ once, label }: { once: Once<Body>; label: string }) {
  const t = useTexts(staffTexts);
  const { open, problem, isBusy, send } = once;
  const isUnanswered = open !== null && !isBusy;
  return (
    <>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {isUnanswered && <Notice tone="warning">{t("unanswered")}</Notice>}
      <div className={form.actions}>
        {isUnanswered ? (
          <Button onClick={() => send(open)}>{t("ask-again")}</Button>
        ) : (
          <Button type="submit" busy={isBusy}>
            {label}
          </Button>
        )}
      </div>
    </>
  );
}
