import { fireEvent, render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { usePrewarm, usePrewarmBefore } from "../src/api/usePrewarm";

function Form({ path }: { path: string }) {
  usePrewarm(path);
  return null;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a form that opens lets the function behind it start, once", () => {
  const sent = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
  vi.stubGlobal("fetch", sent);
  const { rerender } = render(<Form path="/api/sessions" />);
  rerender(<Form path="/api/sessions" />);
  expect(sent.mock.calls).toEqual([["/api/sessions", { method: "OPTIONS" }]]);
});

test("a form opens although the shop cannot be reached", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("offline"))),
  );
  render(<Form path="/api/sessions" />);
  await Promise.resolve();
});

function Button() {
  return <button type="button" onFocus={usePrewarmBefore("/api/cart/items/MUG")} />;
}

test("who is about to do something lets its function start, once in ten seconds", () => {
  const sent = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
  vi.stubGlobal("fetch", sent);
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  const { getByRole } = render(<Button />);
  const approach = () => fireEvent.focus(getByRole("button"));
  approach();
  approach();
  expect(sent.mock.calls).toEqual([["/api/cart/items/MUG", { method: "OPTIONS" }]]);
  now.mockReturnValue(10_000);
  approach();
  expect(sent).toHaveBeenCalledTimes(2);
});
