import type { Draft } from "./draft/draft";

/** What the parts of the form share: the draft, how it is changed, and what is wrong with a field of it. */
export interface EditorForm {
  readonly draft: Draft;
  /** Changes the draft by a function of what it is then, so that it stays the same function for every draft. */
  readonly edit: (change: (before: Draft) => Draft) => void;
  readonly problemOf: (field: string) => string | undefined;
}
