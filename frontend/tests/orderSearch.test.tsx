import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useLocation } from "react-router";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import OrdersPage from "../src/staff/orders/OrdersPage";
import { SavedSearches } from "../src/staff/orders/search/SavedSearches";
import { renderShop, shopWith } from "./support/renderShop";

const ORDER = {
  number: "CS-AAAA-BBBB",
  state: "shipped",
  email: "ada@example.org",
  currency: "EUR",
  total_minor: 2990,
  refunded_minor: 0,
  placed_at: "2026-11-29T10:00:00Z",
};

function Address() {
  return <output>{useLocation().search}</output>;
}

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of orders", () => {
  const open = (at: string) => {
    const asked: URLSearchParams[] = [];
    const { shop } = shopWith({
      "GET /api/staff/orders": () => ({ orders: [], next_cursor: null }),
      "GET /api/staff/orders/search": (request) => {
        asked.push(new URL(request.url).searchParams);
        return { orders: [ORDER], next_cursor: null };
      },
    });
    shop.session.begin({ role: "staff", permissions: ["orders.read"], session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(
      <>
        <OrdersPage />
        <Address />
      </>,
      { shop, at, path: "/staff" },
    );
    return asked;
  };

  it("finds what the address names", async () => {
    const asked = open("/staff?text=Lovelace&state=shipped&from=2026-11-01&to=2026-11-02");
    expect(await screen.findByText(/CS-AAAA-BBBB/)).toBeTruthy();
    const sent = Object.fromEntries(asked[0] ?? []);
    expect(sent).toMatchObject({ text: "Lovelace", state: "shipped" });
    // The last day is included.
    expect(Date.parse(sent.until ?? "") - Date.parse(sent.since ?? "")).toBe(2 * 86_400_000);
  });

  it("looks for nothing until three letters are typed, and keeps them in the address", async () => {
    const asked = open("/staff");
    const text = screen.getByLabelText("Find an order");
    fireEvent.change(text, { target: { value: "Lo" } });
    await expect.poll(() => screen.getByRole("status").textContent).toBe("?text=Lo");
    fireEvent.change(text, { target: { value: "Lov" } });
    expect(await screen.findByText(/CS-AAAA-BBBB/)).toBeTruthy();
    expect(asked.map((each) => each.get("text"))).toEqual(["Lov"]);
    expect(asked[0]?.get("state")).toBeNull();
  });
});

describe("Searches with a name", () => {
  const named = () => screen.queryAllByRole("link", { name: "Lovelace's" });
  const open = (at: string) => {
    const { shop } = shopWith({ "GET /api/staff/orders/search": () => ({ orders: [], next_cursor: null }) });
    renderShop(<SavedSearches />, { shop, at, path: "/staff/orders" });
  };

  it("are kept by the browser until they are removed", () => {
    open("/staff/orders?text=Lovelace&state=shipped");
    fireEvent.change(screen.getByLabelText("Name of the search"), { target: { value: " Lovelace's " } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(named()).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    cleanup();
    open("/staff/orders");
    expect(named()[0]?.getAttribute("href")).toBe("/staff/orders?text=Lovelace&state=shipped");
    fireEvent.click(screen.getByRole("button", { name: "Remove the search “Lovelace's”" }));
    expect(named()).toHaveLength(0);
    cleanup();
    open("/staff/orders");
    expect(named()).toHaveLength(0);
  });

  it.each(["{", "7", '[null, {"name": 1}]'])("that cannot be read (%s) are none", (stored) => {
    localStorage.setItem("cloudshop.searches.orders", stored);
    open("/staff/orders");
    expect(screen.queryByRole("navigation")).toBeNull();
  });
});
