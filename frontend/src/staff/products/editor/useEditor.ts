import { type RefObject, useEffect, useRef, useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { CURRENCY } from "../../../money/money";
import { useForm } from "../../../ui/form/useForm";
import { checkDraft } from "./draft/check";
import type { Draft } from "./draft/draft";
import { refusalsOf, typedIn } from "./draft/refusals";
import type { EditorForm } from "./form";

/** Holds the draft of a product, checks it, and shows what the API has refused at its field until that is edited. */
export function useEditor(initial: Draft, problem: Error | null, send: (draft: Draft) => void) {
  const t = useTexts("staff/productEditor", "editor");
  const [draft, setDraft] = useState(initial);
  const [sent, setSent] = useState(initial);
  const { problems, props } = useForm(
    draft,
    (typed) => checkDraft(typed, CURRENCY),
    (typed) => {
      setSent(typed);
      send(typed);
    },
  );
  const refusals = refusalsOf(problem, sent);
  const problemOf = (field: string): string | undefined => {
    const wrong = problems[field];
    if (wrong) return t(wrong);
    const refusal = typedIn(draft, field) === typedIn(sent, field) ? refusals[field] : undefined;
    if (refusal === undefined) return undefined;
    if (refusal !== null) return t("refused", { problem: refusal });
    return t(field === "handle" ? "refused-handle" : "refused-sku");
  };
  useFocusOnRefusal(problem, props.ref);
  const form: EditorForm = { draft, edit: setDraft, problemOf };
  return { form, props };
}

/** Takes who has sent the form to the first field that was refused. */
function useFocusOnRefusal(problem: Error | null, form: RefObject<HTMLFormElement | null>): void {
  const last = useRef(problem);
  useEffect(() => {
    if (problem !== null && problem !== last.current) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
    last.current = problem;
  }, [problem, form]);
}
