import { Listeners } from "./listeners";
import type { Send } from "./send";

/** How the shop's cache marks an answer that it has kept longer than it is fresh, and is asking for again. */
const STALE = ["STALE", "UPDATING"];

/** Knows when the shop's cache has answered with what it had. The functions are starting meanwhile: ask again soon. */
export class StaleAnswers {
  private readonly listeners = new Listeners();

  /** Calls the listener after every such answer, until the returned function is called. */
  readonly subscribe = this.listeners.subscribe;

  watch(send: Send): Send {
    return async (request) => {
      const response = await send(request);
      if (STALE.includes(response.headers.get("x-cache") ?? "")) this.listeners.notify();
      return response;
    };
  }
}
