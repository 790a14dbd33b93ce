import { ShopProblem } from "../api/problem";
import type { paths } from "../api/schema";

export type OrderBody = NonNullable<paths["/api/orders"]["post"]["requestBody"]>["content"]["application/json"];

/** An order that was sent and not answered yet. Sent again with the same key it takes effect once. */
export interface Attempt {
  readonly key: string;
  readonly body: OrderBody;
}

const KEY = "cloudshop.order-attempt";

/** Keeps the attempt of this tab until it is answered, so that neither reload nor lost answer makes a second order. */
export class AttemptStore {
  constructor(private readonly tab: Storage) {}

  pending(): Attempt | null {
    const text = this.tab.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as Attempt);
  }

  /** The attempt to send: the one that is not answered yet, if there is one, whatever was typed since. */
  begin(body: OrderBody): Attempt {
    const attempt = this.pending() ?? { key: crypto.randomUUID(), body };
    this.tab.setItem(KEY, JSON.stringify(attempt));
    return attempt;
  }

  settle(): void {
    this.tab.removeItem(KEY);
  }
}

/** Statuses that a gateway gives for itself: the function may have placed the order all the same, at another try. */
const UNDECIDED = [408, 429];

/** Whether the shop has decided: a refusal does, silence and trouble on the way do not. */
export function isDecided(problem: unknown): boolean {
  if (!(problem instanceof ShopProblem) || problem.slug === "idempotency-key-in-use") return false;
  return problem.status < 500 && !UNDECIDED.includes(problem.status);
}
