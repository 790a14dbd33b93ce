import { readFileSync } from "node:fs";
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useCategories } from "../src/catalog/useCategories";
import { DELAYS_MS, useFreshCatalog } from "../src/catalog/useFreshCatalog";
import { FOR_EVERYONE } from "../src/session/authenticate";
import { renderShop, shopWith } from "./support/renderShop";

/** A shop whose cache shows `old` until the functions have started, after as many calls. */
function shopThatStarts(staleCalls: number) {
  let calls = 0;
  const answer = () => {
    calls += 1;
    const isStale = calls <= staleCalls;
    const categories = [{ name: isStale ? "old" : "new", products: 1 }];
    return Response.json({ categories }, { headers: { "x-cache": isStale ? "STALE" : "HIT" } });
  };
  return shopWith({ "GET /api/categories": answer });
}

function Page() {
  useFreshCatalog();
  return <p>{useCategories().data?.map(({ name }) => name)}</p>;
}

describe("What the shop's cache shows while the shop starts", () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => vi.useRealTimers());

  it("is replaced without a word from the shopper", async () => {
    const { shop, asked } = shopThatStarts(2);
    renderShop(<Page />, { shop });
    await screen.findByText("old");
    await act(() => vi.advanceTimersByTimeAsync(DELAYS_MS[0] ?? 0));
    await act(() => vi.advanceTimersByTimeAsync(DELAYS_MS[1] ?? 0));
    await screen.findByText("new");
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(asked.length).toBe(3);
  });

  it("is asked for a few times only, if the shop does not start", async () => {
    const { shop, asked } = shopThatStarts(Number.POSITIVE_INFINITY);
    renderShop(<Page />, { shop });
    await screen.findByText("old");
    await act(() => vi.advanceTimersByTimeAsync(120_000));
    expect(asked.length).toBe(1 + DELAYS_MS.length);
  });
});

describe("The paths that need no session", () => {
  it("are those that the ingress sends to the cache", () => {
    const routes = readFileSync("../knative/platform/ingress/routes.yaml", "utf8");
    expect(routes).toContain(`PathRegexp(\`${FOR_EVERYONE.source.replaceAll("\\/", "/")}\`)`);
  });
});
