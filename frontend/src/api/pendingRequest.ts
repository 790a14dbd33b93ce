import { ShopProblem } from "./problem";

/** A request that was sent and whose outcome is not known. Sent again with the same key, it takes effect once. */
export interface PendingRequest<Body> {
  /** The Idempotency-Key. */
  readonly key: string;
  readonly body: Body;
}

/** Keeps a pending request in this tab, so that neither a reload nor a lost response makes it take effect twice. */
export class PendingRequestStore<Body> {
  constructor(
    private readonly tab: Storage,
    private readonly name: string,
  ) {}

  current(): PendingRequest<Body> | null {
    const text = this.tab.getItem(this.name);
    return text === null ? null : (JSON.parse(text) as PendingRequest<Body>);
  }

  /** The request to send: the pending one if there is one, even if `body` differs, else a new one. */
  begin(body: Body): PendingRequest<Body> {
    const request = this.current() ?? { key: crypto.randomUUID(), body };
    this.tab.setItem(this.name, JSON.stringify(request));
    return request;
  }

  clear(): void {
    this.tab.removeItem(this.name);
  }
}

/** Statuses that the gateway answers by itself, possibly after the function has carried the request out. */
const GATEWAY_STATUSES = [408, 429];

/** Whether a failed request is known to have had no effect. After a lost response or a server error it is not. */
export function isOutcomeKnown(problem: unknown): boolean {
  if (!(problem instanceof ShopProblem) || problem.slug === "idempotency-key-in-use") return false;
  return problem.status < 500 && !GATEWAY_STATUSES.includes(problem.status);
}
