import type { Send } from "./send";

/** After this long an answer is called slow; the page has said so well within 300 ms. */
export const SLOW_AFTER_MS = 220;

/** Which answers are slow right now. Pages show it; nothing else depends on it. */
export class Waits {
  private readonly slow = new Set<symbol>();
  private readonly listeners = new Set<() => void>();

  /** Subscribes to changes of `isSlow`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isSlow = (): boolean => this.slow.size > 0;

  /** Watches every request until its last answer, pauses between attempts included. */
  watch(send: Send): Send {
    return async (request) => {
      const wait = Symbol(request.url);
      const timer = setTimeout(() => this.change(() => this.slow.add(wait)), SLOW_AFTER_MS);
      try {
        return await send(request);
      } finally {
        clearTimeout(timer);
        this.change(() => this.slow.delete(wait));
      }
    };
  }

  private change(apply: () => void): void {
    const before = this.isSlow();
    apply();
    if (before !== this.isSlow()) for (const listener of this.listeners) listener();
  }
}
