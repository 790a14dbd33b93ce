import { render } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { useWake } from "../src/api/useWake";

function Form({ path }: { path: string }) {
  useWake(path);
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
