import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SLOW_AFTER_MS, SlowRequests } from "../src/api/slowRequests";

const request = new Request("http://shop.test/api/cart");

describe("The waking notice", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("shows within 300 ms while a response is slow", async () => {
    const slowRequests = new SlowRequests();
    let answer = (_response: Response) => {};
    const sent = slowRequests.watch(() => new Promise((resolve) => (answer = resolve)))(request);
    vi.advanceTimersByTime(SLOW_AFTER_MS - 1);
    expect(slowRequests.isAny()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(slowRequests.isAny()).toBe(true);
    expect(SLOW_AFTER_MS).toBeLessThan(300);
    answer(new Response());
    await sent;
    expect(slowRequests.isAny()).toBe(false);
  });

  it("shows until the last slow request has ended, even in failure", async () => {
    const slowRequests = new SlowRequests();
    const heard = vi.fn();
    slowRequests.subscribe(heard);
    let fail = (_cause: Error) => {};
    const sent = slowRequests.watch(() => new Promise((_, reject) => (fail = reject)))(request);
    vi.advanceTimersByTime(SLOW_AFTER_MS);
    fail(new Error("lost"));
    await expect(sent).rejects.toThrow("lost");
    expect(slowRequests.isAny()).toBe(false);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("does not show for a fast response", async () => {
    const slowRequests = new SlowRequests();
    const heard = vi.fn();
    slowRequests.subscribe(heard);
    await slowRequests.watch(async () => new Response())(request);
    vi.advanceTimersByTime(1000);
    expect(heard).not.toHaveBeenCalled();
  });
});
