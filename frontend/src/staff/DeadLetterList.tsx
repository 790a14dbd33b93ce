import { useRef, useState } from "react";
import type { DeadLetterView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Notice } from "../ui/Notice";
import { DeadLetterRow } from "./DeadLetterRow";
import { deadLetterTexts } from "./deadLetterTexts";
import { LetterDialog } from "./LetterDialog";
import { Paged } from "./Paged";
import { type LetterState, useDeadLetters } from "./useDeadLetters";
import type { LetterChange } from "./useLetterChange";

interface Asked {
  readonly letter: DeadLetterView;
  readonly change: LetterChange;
}

/** The letters of a state; what is to be done about one is asked once more, and told when it is done. */
export function DeadLetterList({ state }: { state: LetterState }) {
  const t = useTexts(deadLetterTexts);
  const query = useDeadLetters(state);
  const [asked, ask] = useState<Asked | null>(null);
  const [told, tell] = useState("");
  const status = useRef<HTMLDivElement>(null);
  const finish = (change: LetterChange, count: number) => {
    tell(t(`done-${change}`, { count }));
    // The button that asked is gone with its letter.
    status.current?.focus();
  };
  return (
    <>
      <div ref={status} tabIndex={-1}>
        {told && <Notice tone="good">{told}</Notice>}
      </div>
      <Paged query={query} itemsOf={(page) => page.dead_letters} none={t(`none-${state}`)}>
        {(letter) => <DeadLetterRow key={letter.id} letter={letter} onAsk={(change) => ask({ letter, change })} />}
      </Paged>
      {asked && <LetterDialog {...asked} onClose={() => ask(null)} onDone={(count) => finish(asked.change, count)} />}
    </>
  );
}
