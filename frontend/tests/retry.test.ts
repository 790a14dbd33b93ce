import { describe, expect, it } from "vitest";
import { ResponseLost } from "../src/api/problem";
import { ATTEMPTS_MAX, retry } from "../src/api/retry";

type Outcome = Response | "lost";

const respond =
  (status: number, slug = "x", headers = {}) =>
  () =>
    new Response(JSON.stringify({ type: `urn:cloudshop:problem:${slug}` }), { status, headers });
const ok = respond(200);
const lost = (): Outcome => "lost";

/** A network that returns one outcome after the other, then the last one again. It records requests and delays. */
function network(...outcomes: (() => Outcome)[]) {
  const sent: { key: string | null; body: string }[] = [];
  const delays: number[] = [];
  const send = retry(
    async (request) => {
      sent.push({ key: request.headers.get("idempotency-key"), body: await request.text() });
      const outcome = outcomes[Math.min(sent.length, outcomes.length) - 1]?.();
      if (!(outcome instanceof Response)) throw new TypeError("Failed to fetch");
      return outcome;
    },
    async (milliseconds) => {
      delays.push(milliseconds);
    },
  );
  return { send, sent, delays };
}

const get = () => new Request("http://shop.test/api/cart");
const post = (path: string, headers = {}) =>
  new Request(`http://shop.test${path}`, { method: "POST", body: '{"a":1}', headers });

describe("A request", () => {
  it("whose response is lost is retried with the same key and body", async () => {
    const { send, sent } = network(lost, lost, ok);
    expect((await send(post("/api/orders", { "idempotency-key": "k1" }))).status).toBe(200);
    expect(sent).toEqual(Array(3).fill({ key: "k1", body: '{"a":1}' }));
  });

  it("that could take effect twice is not retried when its response is lost", async () => {
    const { send, sent } = network(lost, ok);
    await expect(send(post("/api/staff/products"))).rejects.toBeInstanceOf(ResponseLost);
    expect(sent).toHaveLength(1);
  });

  it("that could take effect twice is retried when the function was not running", async () => {
    const { send } = network(respond(503, "function-down"), ok);
    expect((await send(post("/api/staff/products"))).status).toBe(200);
  });

  it("that others were in the way of is sent again, since nothing was changed, but not one that came too early", async () => {
    const contended = network(respond(503, "contended", { "retry-after": "1" }), ok);
    expect((await contended.send(post("/api/staff/products"))).status).toBe(200);
    expect((await network(respond(409, "too-early"), ok).send(post("/api/staff/products"))).status).toBe(409);
  });

  it.each([502, 504])("that got a %d is retried only if that is safe", async (status) => {
    expect((await network(respond(status), ok).send(get())).status).toBe(200);
    expect((await network(respond(status), ok).send(post("/api/staff/products"))).status).toBe(status);
  });

  it("is retried while its key is in use, but not after any other conflict", async () => {
    const keyed = () => post("/api/orders", { "idempotency-key": "k1" });
    expect((await network(respond(409, "idempotency-key-in-use"), ok).send(keyed())).status).toBe(200);
    expect((await network(respond(409, "product-unavailable"), ok).send(keyed())).status).toBe(409);
  });

  it("is given up after the last attempt, with growing delays before it", async () => {
    const { send, sent, delays } = network(lost);
    await expect(send(get())).rejects.toBeInstanceOf(ResponseLost);
    expect(sent).toHaveLength(ATTEMPTS_MAX);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
  });

  it("waits for as many seconds as Retry-After says, but not for minutes", async () => {
    const soon = network(respond(429, "too-many-requests", { "retry-after": "3" }), ok);
    await soon.send(get());
    expect(soon.delays).toEqual([3000]);
    const late = network(respond(429, "too-many-requests", { "retry-after": "60" }), ok);
    expect((await late.send(get())).status).toBe(429);
  });

  it("that was aborted is not retried", async () => {
    const { send, sent } = network(lost, ok);
    const controller = new AbortController();
    controller.abort();
    await expect(send(new Request(get(), { signal: controller.signal }))).rejects.toThrow();
    expect(sent.length).toBeLessThan(2);
  });
});
