import { AnswerLost, readProblem } from "./problem";
import { isRepeatable } from "./repeatable";
import type { Send } from "./send";

export const ATTEMPTS_MAX = 6;
const PAUSE_MS_MAX = 8000;
/** The gateway gives a cold function 30 seconds to begin its answer. */
const ANSWER_MS_MAX = 35_000;

export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Sends again what was refused for the moment, and what was lost on the way if that is safe; then gives up. */
export function repeat(send: Send, pause: Pause): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptTo(send, request);
      const waitMs = pauseMs(attempt, outcome);
      const isOver = attempt === ATTEMPTS_MAX || request.signal.aborted || waitMs > PAUSE_MS_MAX;
      if (isOver || !(await mayRepeat(request, outcome))) return settle(outcome);
      await pause(waitMs, request.signal);
    }
  };
}

type Outcome = Response | Error;

async function attemptTo(send: Send, request: Request): Promise<Outcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_MS_MAX)]);
  try {
    return await send(new Request(request.clone(), { signal }));
  } catch (cause) {
    return request.signal.aborted ? (cause as Error) : new AnswerLost("No answer came.", { cause });
  }
}

function settle(outcome: Outcome): Response {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

async function mayRepeat(request: Request, outcome: Outcome): Promise<boolean> {
  if (outcome instanceof Error) return isRepeatable(request);
  // Nothing was done: the shop was too busy, or the function was not there.
  if (outcome.status === 429 || outcome.status === 503) return true;
  if (outcome.status === 409) return (await readProblem(outcome)).slug === "idempotency-key-in-use";
  return (outcome.status === 502 || outcome.status === 504) && isRepeatable(request);
}

function pauseMs(attempt: number, outcome: Outcome): number {
  const told = outcome instanceof Response ? Number(outcome.headers.get("retry-after")) * 1000 : 0;
  return Math.max(told || 0, 250 * 2 ** attempt);
}

/** Waits, unless the request is given up meanwhile. */
export const pauseFor: Pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });
