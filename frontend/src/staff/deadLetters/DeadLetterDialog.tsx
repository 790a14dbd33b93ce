import type { DeadLetterView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Dialog } from "../../ui/feedback/Dialog";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { ReasonField } from "../ReasonField";
import { type DeadLetterAction, useDeadLetterAction } from "./useDeadLetterAction";

interface Props {
  readonly deadLetter: DeadLetterView;
  readonly action: DeadLetterAction;
  readonly onClose: () => void;
  readonly onDone: (count: number) => void;
}

/** Asks for confirmation before dead letters are replayed or discarded. */
export function DeadLetterDialog(props: Props) {
  const t = useTexts("staff/deadLetters", "deadLetters");
  return (
    <Dialog title={t(props.action)} onClose={props.onClose}>
      {(close) => <ConfirmationForm {...props} close={close} />}
    </Dialog>
  );
}

function ConfirmationForm({ deadLetter, action, onDone, close }: Props & { close: () => void }) {
  const t = useTexts("staff/deadLetters", "deadLetters");
  const ts = useTexts("staff/console", "console");
  const needsReason = action === "discard";
  const { values, field } = useFields({ reason: "" });
  const mutation = useDeadLetterAction((count) => {
    close();
    onDone(count);
  });
  const check = ({ reason }: typeof values) => ({ reason: needsReason && reason.trim() === "" });
  const { problems, props } = useForm(values, check, ({ reason }) =>
    mutation.send({ deadLetter, action, reason: reason.trim() }),
  );
  return (
    <form {...props} className={form.form}>
      <p>{t(`advice-${action}`, { type: deadLetter.event_type, consumer: deadLetter.consumer })}</p>
      {needsReason && <ReasonField {...field("reason")} isMissing={problems.reason} />}
      <SubmitRow
        label={t(`confirm-${action}`)}
        kind={action === "discard" ? "danger" : "primary"}
        problem={mutation.problem}
        busy={mutation.isPending}
      >
        <Button kind="quiet" onClick={close}>
          {ts("cancel")}
        </Button>
      </SubmitRow>
    </form>
  );
}
