import { useState } from "react";
import type { DeadLetterView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { Dialog } from "./Dialog";
import { deadLetterTexts } from "./deadLetterTexts";
import { ReasonField } from "./ReasonField";
import { staffTexts } from "./texts";
import { type LetterChange, useLetterChange } from "./useLetterChange";

interface Given {
  readonly letter: DeadLetterView;
  readonly change: LetterChange;
  readonly onClose: () => void;
  readonly onDone: (count: number) => void;
}

export function LetterDialog(given: Given) {
  const t = useTexts(deadLetterTexts);
  return (
    <Dialog title={t(given.change)} onClose={given.onClose}>
      {(close) => <LetterForm {...given} close={close} />}
    </Dialog>
  );
}

/** A letter that is discarded needs a reason. */
function LetterForm({ letter, change, onDone, close }: Given & { close: () => void }) {
  const t = useTexts(deadLetterTexts);
  const ts = useTexts(staffTexts);
  const [reason, setReason] = useState("");
  const dealing = useLetterChange((count) => {
    close();
    onDone(count);
  });
  const check = (typed: string) => (change === "discard" && typed.trim() === "" ? { reason: true } : {});
  const { problems, props } = useForm(reason, check, (typed) => dealing.send({ letter, change, reason: typed.trim() }));
  return (
    <form {...props} className={form.form}>
      <p>{t(`advice-${change}`, { type: letter.event_type, consumer: letter.consumer })}</p>
      {change === "discard" && <ReasonField value={reason} isMissing={"reason" in problems} onType={setReason} />}
      {dealing.problem && <ProblemNotice problem={dealing.problem} />}
      <div className={form.actions}>
        <Button type="submit" kind={change === "discard" ? "danger" : "primary"} busy={dealing.isBusy}>
          {t(`confirm-${change}`)}
        </Button>
        <Button kind="quiet" onClick={close}>
          {ts("cancel")}
        </Button>
      </div>
    </form>
  );
}
