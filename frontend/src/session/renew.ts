import { readProblem } from "../api/problem";
import type { Send } from "../api/send";
import { lockSession } from "./lock";
import type { SessionStore } from "./session";

const HEADER = "session-transport";

/** Adds what makes cookies count, and renews an access token that is too old before sending again. */
export function authenticate(send: Send, session: SessionStore): Send {
  const sendMarked: Send = (request) => send(marked(request.clone()));
  return async (request) => {
    const sentAt = Date.now();
    const response = await sendMarked(request);
    if (response.status !== 401 || !(await isTooOld(response))) return response;
    await lockSession(() => renew(sendMarked, session, new URL(request.url).origin, sentAt));
    return sendMarked(request);
  };
}

function marked(request: Request): Request {
  request.headers.set(HEADER, "cookie");
  return request;
}

async function isTooOld(response: Response): Promise<boolean> {
  return (await readProblem(response)).slug === "token-refused";
}

/** Gets new tokens, unless another tab has just done so; where the session has ended, forgets it. */
async function renew(send: Send, session: SessionStore, origin: string, sentAt: number): Promise<void> {
  if ((session.current()?.renewedAt ?? 0) > sentAt) return;
  const response = await send(new Request(`${origin}/api/sessions/refresh`, { method: "POST", keepalive: true }));
  if (response.ok) session.begin(await response.json());
  else if (response.status === 401) session.end();
}
