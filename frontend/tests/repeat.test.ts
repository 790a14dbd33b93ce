import { describe, expect, it } from "vitest";
import { AnswerLost } from "../src/api/problem";
import { ATTEMPTS_MAX, repeat } from "../src/api/repeat";

type Outcome = Response | "lost";

const answer =
  (status: number, slug = "x", headers = {}) =>
  () =>
    new Response(JSON.stringify({ type: `urn:cloudshop:problem:${slug}` }), { status, headers });
const ok = answer(200);
const lost = (): Outcome => "lost";

/** Answers one outcome after the other, the last one for ever; keeps what was sent and how long it paused. */
function network(...outcomes: (() => Outcome)[]) {
  const sent: { key: string | null; body: string }[] = [];
  const pauses: number[] = [];
  const send = repeat(
    async (request) => {
      sent.push({ key: request.headers.get("idempotency-key"), body: await request.text() });
      const outcome = outcomes[Math.min(sent.length, outcomes.length) - 1]?.();
      if (!(outcome instanceof Response)) throw new TypeError("Failed to fetch");
      return outcome;
    },
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
  );
  return { send, sent, pauses };
}

const get = () => new Request("http://shop.test/api/cart");
const post = (path: string, headers = {}) =>
  new Request(`http://shop.test${path}`, { method: "POST", body: '{"a":1}', headers });

describe("A call", () => {
  it("whose answer is lost is sent again, with the same key and body", async () => {
    const { send, sent } = network(lost, lost, ok);
    expect((await send(post("/api/orders", { "idempotency-key": "k1" }))).status).toBe(200);
    expect(sent).toEqual(Array(3).fill({ key: "k1", body: '{"a":1}' }));
  });

  it("that could happen twice is not sent again when its answer is lost", async () => {
    const { send, sent } = network(lost, ok);
    await expect(send(post("/api/staff/products"))).rejects.toBeInstanceOf(AnswerLost);
    expect(sent).toHaveLength(1);
  });

  it("that could happen twice is sent again when the function was not there", async () => {
    const { send } = network(answer(503, "function-down"), ok);
    expect((await send(post("/api/staff/products"))).status).toBe(200);
  });

  it("that others were in the way of is sent again, since nothing was changed, but not one that came too early", async () => {
    const contended = network(answer(503, "contended", { "retry-after": "1" }), ok);
    expect((await contended.send(post("/api/staff/products"))).status).toBe(200);
    expect(contended.pauses).toEqual([1000]);
    expect((await network(answer(409, "too-early"), ok).send(post("/api/staff/products"))).status).toBe(409);
  });

  it.each([502, 504])("that was answered by %d is sent again only if that is safe", async (status) => {
    expect((await network(answer(status), ok).send(get())).status).toBe(200);
    expect((await network(answer(status), ok).send(post("/api/staff/products"))).status).toBe(status);
  });

  it("waits while its key is still being answered, but takes another conflict for an answer", async () => {
    const keyed = () => post("/api/orders", { "idempotency-key": "k1" });
    expect((await network(answer(409, "idempotency-key-in-use"), ok).send(keyed())).status).toBe(200);
    expect((await network(answer(409, "product-unavailable"), ok).send(keyed())).status).toBe(409);
  });

  it("is given up at last, with growing pauses before", async () => {
    const { send, sent, pauses } = network(lost);
    await expect(send(get())).rejects.toBeInstanceOf(AnswerLost);
    expect(sent).toHaveLength(ATTEMPTS_MAX);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });

  it("waits as long as it is told, but not for minutes", async () => {
    const soon = network(answer(429, "too-many-requests", { "retry-after": "3" }), ok);
    await soon.send(get());
    expect(soon.pauses).toEqual([3000]);
    const late = network(answer(429, "too-many-requests", { "retry-after": "60" }), ok);
    expect((await late.send(get())).status).toBe(429);
  });

  it("that nobody waits for any more is not sent again", async () => {
    const { send, sent } = network(lost, ok);
    const controller = new AbortController();
    controller.abort();
    await expect(send(new Request(get(), { signal: controller.signal }))).rejects.toThrow();
    expect(sent.length).toBeLessThan(2);
  });
});
