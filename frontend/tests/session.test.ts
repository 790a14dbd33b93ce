import { beforeEach, describe, expect, it } from "vitest";
import { authenticate } from "../src/session/authenticate";
import { SessionStore } from "../src/session/session";

const EXPIRED = { status: 401, slug: "token-refused" };
const ENDED = { status: 401, slug: "session-ended" };
const begun = { role: "shopper" as const, session_expires_at: "2999-01-01T00:00:00Z" };

/** A shop whose access token has expired until it is renewed; `renewal` makes that fail. */
function shopWith(session: SessionStore, renewal?: { status: number; slug: string }) {
  const sent: string[] = [];
  let isExpired = true;
  const refusal = ({ status, slug }: { status: number; slug: string }) =>
    Response.json({ type: `urn:cloudshop:problem:${slug}` }, { status });
  const send = authenticate(async (request) => {
    sent.push(`${request.method} ${new URL(request.url).pathname} ${request.headers.get("session-transport")}`);
    if (request.url.endsWith("/refresh")) {
      isExpired = false;
      return renewal ? refusal(renewal) : Response.json(begun);
    }
    return isExpired ? refusal(EXPIRED) : Response.json({});
  }, session);
  return { send, sent };
}

describe("A session", () => {
  beforeEach(() => localStorage.clear());

  it.each([
    ["shopper", "/api/products?limit=24", null],
    ["shopper", "/api/cart", "cookie"],
    ["staff", "/api/products/a-mug", "cookie"],
  ] as const)("of a %s is sent with %s only if the answer depends on it", async (role, path, transport) => {
    const session = new SessionStore(localStorage);
    session.begin({ ...begun, role });
    const sent: (string | null)[] = [];
    const send = authenticate(async (request) => {
      sent.push(request.headers.get("session-transport"));
      return Response.json({});
    }, session);
    await send(new Request(`http://shop.test${path}`));
    expect(sent).toEqual([transport]);
  });

  it("is renewed when its access token has expired, and the request is sent again", async () => {
    const session = new SessionStore(localStorage);
    const { send, sent } = shopWith(session);
    const response = await send(new Request("http://shop.test/api/me"));
    expect(response.status).toBe(200);
    expect(sent).toEqual(["GET /api/me cookie", "POST /api/sessions/refresh cookie", "GET /api/me cookie"]);
    expect(session.current()?.role).toBe("shopper");
  });

  it("that has ended is forgotten, and the request is sent as a guest's", async () => {
    const session = new SessionStore(localStorage);
    session.begin(begun);
    const { send } = shopWith(session, ENDED);
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect((await send(new Request("http://shop.test/api/cart"))).status).toBe(200);
    expect(session.current()).toBeNull();
  });

  it("is not renewed again when another tab has just done so", async () => {
    const session = new SessionStore(localStorage, () => Date.now() + 1000);
    session.begin(begun);
    const { send, sent } = shopWith(session);
    await send(new Request("http://shop.test/api/me"));
    expect(sent).toEqual(["GET /api/me cookie", "GET /api/me cookie"]);
  });

  it("is the same object until it changes, and ends at its time", () => {
    const session = new SessionStore(localStorage, () => 0);
    session.begin(begun);
    expect(session.current()).toBe(session.current());
    expect(new SessionStore(localStorage, () => Date.parse(begun.session_expires_at)).current()).toBeNull();
  });
});
