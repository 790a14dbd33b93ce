import { parseProblem } from "../api/problem";
import type { Send } from "../api/send";
import { lockSession } from "./lock";
import type { SessionStore } from "./session";

const HEADER = "session-transport";
/** The paths that knative/platform/ingress sends to the cache. */
export const FOR_EVERYONE =
  /^\/api\/(products(\/[^/]+)?|categories|countries|shop|legal-texts\/[^/]+|pictures\/[^/]+\/[^/]+)$/;

/**
 * Authenticates by cookies every request whose answer depends on who asks. If the access token has expired, it is renewed and the request sent again.
 * A session that cannot be renewed has ended: reads are then a guest's, and a change, such as an order, is not made.
 */
export function authenticate(send: Send, session: SessionStore): Send {
  const sendWithCookies: Send = (request) => {
    const isStaff = (session.last()?.role ?? "shopper") !== "shopper";
    return send(!isStaff && isForEveryone(request) ? request.clone() : withCookies(request.clone()));
  };
  return async (request) => {
    const sentAt = Date.now();
    const response = await sendWithCookies(request);
    if (response.status !== 401 || !(await isExpired(response))) return response;
    await lockSession(() => renew(sendWithCookies, session, new URL(request.url).origin, sentAt));
    return session.hasLapsed() && request.method !== "GET" ? response : sendWithCookies(request);
  };
}

/** What everyone may read of the catalog; staff see more of it. Without a session, the shop's cache may answer. */
function isForEveryone(request: Request): boolean {
  return request.method === "GET" && FOR_EVERYONE.test(new URL(request.url).pathname);
}

/** The gateway ignores the session's cookies unless this header asks for them. */
function withCookies(request: Request): Request {
  request.headers.set(HEADER, "cookie");
  return request;
}

async function isExpired(response: Response): Promise<boolean> {
  return (await parseProblem(response)).slug === "token-refused";
}

/** Renews the tokens, unless another tab has done so since `sentAt`, and withdraws a session that cannot be renewed. */
async function renew(send: Send, session: SessionStore, origin: string, sentAt: number): Promise<void> {
  if ((session.current()?.renewedAt ?? 0) > sentAt) return;
  const response = await send(new Request(`${origin}/api/sessions/refresh`, { method: "POST", keepalive: true }));
  if (response.ok) session.renew(await response.json());
  else if (response.status === 401) session.withdraw();
}
