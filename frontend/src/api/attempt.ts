import { ShopProblem } from "./problem";

/** A call that was sent and not answered yet. Sent again with the same key it takes effect once. */
export interface Attempt<Body> {
  readonly key: string;
  readonly body: Body;
}

/** Keeps the attempt of this tab until it is answered, so that neither reload nor lost answer does it a second time. */
export class AttemptStore<Body> {
  constructor(
    private readonly tab: Storage,
    private readonly name: string,
  ) {}

  pending(): Attempt<Body> | null {
    const text = this.tab.getItem(this.name);
    return text === null ? null : (JSON.parse(text) as Attempt<Body>);
  }

  /** The attempt to send: the one that is not answered yet, if there is one, whatever was typed since. */
  begin(body: Body): Attempt<Body> {
    const attempt = this.pending() ?? { key: crypto.randomUUID(), body };
    this.tab.setItem(this.name, JSON.stringify(attempt));
    return attempt;
  }

  settle(): void {
    this.tab.removeItem(this.name);
  }
}

/** Statuses that a gateway gives for itself: the function may have done it all the same, at another try. */
const UNDECIDED = [408, 429];

/** Whether the shop has decided: a refusal does, silence and trouble on the way do not. */
export function isDecided(problem: unknown): boolean {
  if (!(problem instanceof ShopProblem) || problem.slug === "idempotency-key-in-use") return false;
  return problem.status < 500 && !UNDECIDED.includes(problem.status);
}
