import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SLOW_AFTER_MS, Waits } from "../src/api/waits";

const request = new Request("http://shop.test/api/cart");

describe("The shop is waking up", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("while an answer is slow, and within 300 ms", async () => {
    const waits = new Waits();
    let answer = (_response: Response) => {};
    const sent = waits.watch(() => new Promise((resolve) => (answer = resolve)))(request);
    vi.advanceTimersByTime(SLOW_AFTER_MS - 1);
    expect(waits.isSlow()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(waits.isSlow()).toBe(true);
    expect(SLOW_AFTER_MS).toBeLessThan(300);
    answer(new Response());
    await sent;
    expect(waits.isSlow()).toBe(false);
  });

  it("until the last slow answer is there, also when it is a failure", async () => {
    const waits = new Waits();
    const heard = vi.fn();
    waits.subscribe(heard);
    let fail = (_cause: Error) => {};
    const sent = waits.watch(() => new Promise((_, reject) => (fail = reject)))(request);
    vi.advanceTimersByTime(SLOW_AFTER_MS);
    fail(new Error("lost"));
    await expect(sent).rejects.toThrow("lost");
    expect(waits.isSlow()).toBe(false);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("says nothing of answers that come at once", async () => {
    const waits = new Waits();
    const heard = vi.fn();
    waits.subscribe(heard);
    await waits.watch(async () => new Response())(request);
    vi.advanceTimersByTime(1000);
    expect(heard).not.toHaveBeenCalled();
  });
});
