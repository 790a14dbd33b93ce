import { useRef, useState } from "react";
import type { DeadLetterView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Notice } from "../../ui/feedback/Notice";
import { Page } from "../../ui/page/Page";
import { StateFilter } from "../StateFilter";
import { DeadLetterDialog } from "./DeadLetterDialog";
import { DeadLetterRow } from "./DeadLetterRow";
import type { DeadLetterAction } from "./useDeadLetterAction";
import { DEAD_LETTER_STATES, type DeadLetterState, useDeadLetters } from "./useDeadLetters";

/** /staff/dead-letters: the events that a consumer refused, filtered by the state in the URL. */
export default function DeadLettersPage() {
  const t = useTexts("staff/deadLetters", "deadLetters");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <StateFilter states={DEAD_LETTER_STATES} initial="open" labelOf={(state) => t(`state-${state}`)}>
        {(state) => <DeadLetterList state={state} />}
      </StateFilter>
    </Page>
  );
}

interface Choice {
  readonly deadLetter: DeadLetterView;
  readonly action: DeadLetterAction;
}

function DeadLetterList({ state }: { state: DeadLetterState }) {
  const t = useTexts("staff/deadLetters", "deadLetters");
  const [choice, setChoice] = useState<Choice | null>(null);
  const [result, setResult] = useState("");
  const status = useRef<HTMLDivElement>(null);
  const finish = (action: DeadLetterAction, count: number) => {
    setResult(t(`done-${action}`, { count }));
    // The button that had the focus is gone with its dead letter.
    status.current?.focus();
  };
  return (
    <>
      <div ref={status} tabIndex={-1}>
        {result && <Notice tone="good">{result}</Notice>}
      </div>
      <PagedList
        query={useDeadLetters(state)}
        itemsOf={(page) => page.dead_letters}
        empty={<EmptyState title={t(`none-${state}`)} />}
      >
        {(deadLetter) => (
          <DeadLetterRow
            key={deadLetter.id}
            deadLetter={deadLetter}
            onAct={(action) => setChoice({ deadLetter, action })}
          />
        )}
      </PagedList>
      {choice && (
        <DeadLetterDialog
          {...choice}
          onClose={() => setChoice(null)}
          onDone={(count) => finish(choice.action, count)}
        />
      )}
    </>
  );
}
