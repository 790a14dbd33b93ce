import { Listeners } from "./listeners";
import type { Send } from "./send";

/** A request counts as slow after this long, so that the page can say so well within 300 ms. */
export const SLOW_AFTER_MS = 220;

/** Knows whether any request is slow at the moment; only the waking notice uses it. */
export class SlowRequests {
  private readonly slow = new Set<symbol>();
  private readonly listeners = new Listeners();

  /** Calls the listener whenever `isAny` changes, until the returned function is called. */
  readonly subscribe = this.listeners.subscribe;

  readonly isAny = (): boolean => this.slow.size > 0;

  /** Watches every request from its first attempt to its last response, delays between retries included. */
  watch(send: Send): Send {
    return async (request) => {
      const id = Symbol(request.url);
      const timer = setTimeout(() => this.change(() => this.slow.add(id)), SLOW_AFTER_MS);
      try {
        return await send(request);
      } finally {
        clearTimeout(timer);
        this.change(() => this.slow.delete(id));
      }
    };
  }

  private change(apply: () => void): void {
    const before = this.isAny();
    apply();
    if (before !== this.isAny()) this.listeners.notify();
  }
}
