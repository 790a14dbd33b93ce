import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { lazy, Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderView } from "../src/api/schema";
import { ErrorBoundary } from "../src/app/layout/ErrorBoundary";
import { WakingNotice } from "../src/app/layout/WakingNotice";
import ProductPage from "../src/catalog/product/ProductPage";
import { DeliveryAddress } from "../src/orders/detail/DeliveryAddress";
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

describe("A tracking code", () => {
  const parcel = (carrier: string) => {
    const order = { address: {}, email: "ada@example.org", carrier, tracking_code: "JD 01" } as unknown as OrderView;
    renderShop(<DeliveryAddress order={order} />, shopWith({}));
  };

  it.each(["DHL", "dhl express"])("of %s leads to the carrier's page", (carrier) => {
    parcel(carrier);
    expect(screen.getByRole("link", { name: "JD 01" }).getAttribute("href")).toMatch(/dhl\.com.*=JD%2001$/);
  });

  it.each(["Own van", "upstairs"])("of %s is a text", (carrier) => {
    parcel(carrier);
    expect(screen.queryByRole("link")).toBeNull();
    expect(document.body.textContent).toContain("JD 01");
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
