import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { lazy, Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderView } from "../src/api/schema";
import { ErrorBoundary } from "../src/app/layout/ErrorBoundary";
import { WakingNotice } from "../src/app/layout/WakingNotice";
import ProductPage from "../src/catalog/product/ProductPage";
import { ParcelsCard } from "../src/orders/shipments/ParcelsCard";
import { Picture } from "../src/ui/page/Picture";
import { reloadAfterRelease } from "../src/ui/reloadAfterRelease";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("A picture that cannot be loaded", () => {
  it("is its text, and the next one is tried", () => {
    const { container, rerender } = render(<Picture url="/gone.avif" text="A blue mug" />);
    fireEvent.error(screen.getByRole("img"));
    expect(screen.queryByRole("img")).toBeNull();
    expect(container.textContent).toBe("A blue mug");
    rerender(<Picture url="/there.avif" text="A blue mug" />);
    expect(screen.getByRole("img").getAttribute("src")).toBe("/there.avif");
  });
});

describe("A parcel", () => {
  const lines = [
    { sku: "MUG", title: "Mug", quantity: 3, to_ship: 2 },
    { sku: "CUP", title: "Cup", quantity: 1, to_ship: 0 },
  ];
  const parcel = (tracking_url: string | null) => {
    const sent = { id: "1", carrier: "DHL", tracking_code: "JD 01", tracking_url, sent_at: "2026-11-29T12:00:00Z" };
    const parcels = [{ ...sent, lines: [{ sku: "MUG", quantity: 1 }] }];
    const releases = [
      { id: "2", amount_minor: 250, taken_minor: 0, at: sent.sent_at, lines: [{ sku: "CUP", quantity: 1 }] },
    ];
    const order = { lines, parcels, releases, currency: "EUR" } as unknown as OrderView;
    renderShop(<ParcelsCard order={order} />, shopWith({}));
  };

  it("leads to the carrier's page about it", () => {
    parcel("https://carrier.example/JD%2001");
    expect(screen.getByRole("link", { name: "JD 01" }).getAttribute("href")).toBe("https://carrier.example/JD%2001");
  });

  it("of a carrier without such a page has its code as a text", () => {
    parcel(null);
    expect(screen.queryByRole("link")).toBeNull();
    expect(document.body.textContent).toContain("JD 01");
  });

  it("is shown with what it holds, what is still to come, and what is not sent", () => {
    parcel(null);
    const items = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(items).toEqual(["1 × Mug", "2 × Mug", "1 × Cup"]);
    expect(document.body.textContent).toContain("€2.50 not charged");
  });
});

describe("Without a network", () => {
  it("a page whose code cannot be loaded says that the shop is out of reach", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const Page = lazy(reloadAfterRelease(() => Promise.reject(new TypeError("Failed to fetch the module"))));
    const page = (
      <ErrorBoundary>
        <Suspense>
          <Page />
        </Suspense>
      </ErrorBoundary>
    );
    renderShop(page, shopWith({}));
    expect((await screen.findByRole("alert")).textContent).toContain("We could not reach the shop.");
    vi.unstubAllGlobals();
  });

  it("the page says so, and not that the shop wakes up", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    renderShop(<WakingNotice />, shopWith({}));
    expect(screen.getByRole("status").textContent).toContain("You are offline");
  });
});

describe("A product that is still being read", () => {
  it("names the tab already", async () => {
    document.head.innerHTML = '<meta property="og:site_name" content="Merchant">';
    const { shop } = shopWith({ "GET /api/products/tea-pot": () => new Promise<Response>(() => {}) });
    renderShop(<ProductPage />, { shop, at: "/products/tea-pot", path: "/products/:handle" });
    expect(document.title).toBe("tea pot · Merchant");
  });
});
