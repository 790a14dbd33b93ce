import { parseProblem, ResponseLost } from "./problem";
import type { Send } from "./send";

export const ATTEMPTS_MAX = 6;
const DELAY_MS_MAX = 8000;
/** The gateway gives a cold function 30 seconds to begin its response. */
const RESPONSE_MS_MAX = 35_000;

/** POSTs that only read, or whose repetition changes nothing more. */
const SAFE_POSTS = [
  /^\/api\/quotes$/,
  /^\/api\/(order|invoice)-look-ups$/,
  /^\/api\/orders\/[^/]+\/(cancel|return)$/,
  /^\/api\/accounts$/,
  /^\/api\/staff\/catalog(\/preview)?$/,
  /^\/api\/staff\/products\/[^/]+\/(publish|archive)$/,
  /^\/api\/sessions(\/refresh|\/log-out)?$/,
];

type Delay = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Retries what was refused for the moment, and what got no response if a retry cannot make it happen twice. */
export function retry(send: Send, delay: Delay): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptOnce(send, request);
      const delayMs = delayBefore(attempt, outcome);
      const isLast = attempt === ATTEMPTS_MAX || request.signal.aborted || delayMs > DELAY_MS_MAX;
      if (isLast || !(await mayRetry(request, outcome))) return responseOf(outcome);
      await delay(delayMs, request.signal);
    }
  };
}

type Outcome = Response | Error;

async function attemptOnce(send: Send, request: Request): Promise<Outcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(RESPONSE_MS_MAX)]);
  try {
    return await send(new Request(request.clone(), { signal }));
  } catch (cause) {
    return request.signal.aborted ? (cause as Error) : new ResponseLost("No response came.", { cause });
  }
}

function responseOf(outcome: Outcome): Response {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

async function mayRetry(request: Request, outcome: Outcome): Promise<boolean> {
  if (outcome instanceof Error) return isSafeToRetry(request);
  // Nothing was done: the shop was too busy, or the function did not run.
  if (outcome.status === 429 || outcome.status === 503) return true;
  if (outcome.status === 409) return (await parseProblem(outcome)).slug === "idempotency-key-in-use";
  return (outcome.status === 502 || outcome.status === 504) && isSafeToRetry(request);
}

function isSafeToRetry(request: Request): boolean {
  if (request.method !== "POST" && request.method !== "PATCH") return true;
  if (request.headers.has("idempotency-key")) return true;
  return SAFE_POSTS.some((pattern) => pattern.test(new URL(request.url).pathname));
}

function delayBefore(attempt: number, outcome: Outcome): number {
  const retryAfterMs = outcome instanceof Response ? Number(outcome.headers.get("retry-after")) * 1000 : 0;
  return Math.max(retryAfterMs || 0, 250 * 2 ** attempt);
}

/** Waits, but not longer than the request is wanted. */
export const delay: Delay = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });
