import { describe, expect, it } from "vitest";
import { retry } from "../src/api/retry";
import { trace } from "../src/api/trace";

/** The traceparents that calls arrive with, each of which is refused once. */
function network() {
  const seen: string[] = [];
  const send = trace(
    retry(
      async (request) => {
        seen.push(request.headers.get("traceparent") ?? "");
        return new Response(await request.text(), { status: seen.length % 2 ? 503 : 200 });
      },
      async () => {},
    ),
  );
  return { send, seen };
}

describe("A call's trace", () => {
  it("is well-formed, one for all its attempts, and another for the next call", async () => {
    const { send, seen } = network();
    for (const body of ["a", "b"]) {
      const answer = await send(new Request("http://shop.test/api/cart", { method: "PUT", body }));
      expect(await answer.text()).toBe(body);
    }
    expect(seen[0]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect([seen[1], seen[3]]).toEqual([seen[0], seen[2]]);
    expect(seen[2]).not.toBe(seen[0]);
  });
});
