import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionView } from "../src/api/schema";
import StaffLayout from "../src/app/layout/console/StaffLayout";
import SearchPage from "../src/staff/search/SearchPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const ENDS = "2999-01-01T00:00:00Z";
const ORDER = {
  number: "CS-AAAA-BBBB",
  placed_at: "2026-11-30T10:00:00Z",
  email: "ada@example.org",
  state: "confirmed",
};

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function Place() {
  const { pathname, search } = useLocation();
  return <p>{pathname + search}</p>;
}

function open(session: Partial<SessionView>, { at = "/staff", answers = {} }: { at?: string; answers?: Answers } = {}) {
  const { shop, asked } = shopWith(answers);
  shop.session.begin({ role: "staff", session_expires_at: ENDS, ...session });
  const pages = (
    <Routes>
      <Route element={<StaffLayout />}>
        <Route path="/staff/search" element={<SearchPage />} />
        <Route path="*" element={<Place />} />
      </Route>
    </Routes>
  );
  renderShop(pages, { shop, at, path: "/*" });
  return asked;
}

describe("The frame of the staff pages", () => {
  it("has the navigation and the search for staff", () => {
    open({ permissions: ["orders.read"] });
    const navigation = within(screen.getByRole("navigation", { name: "Staff" }));
    expect(navigation.getByRole("link", { name: "Orders" }).getAttribute("href")).toBe("/staff/orders");
    expect(screen.getByRole("search")).toBeTruthy();
  });

  it.each([{ role: "shopper" }, { second_factor: "present" }, { second_factor: "enrol" }] as const)(
    "has neither for a session with %o",
    (session) => {
      open(session);
      expect(screen.queryByRole("navigation", { name: "Staff" })).toBeNull();
      expect(screen.queryByRole("search")).toBeNull();
    },
  );

  it("opens its menu by a button, and closes it on the way to a page", () => {
    open({});
    const menu = screen.getByRole("button", { name: "Menu" });
    const states = () => menu.getAttribute("aria-expanded");
    expect(states()).toBe("false");
    fireEvent.click(menu);
    expect(states()).toBe("true");
    fireEvent.click(screen.getByRole("link", { name: "Stock" }));
    screen.getByText("/staff/stock");
    expect(states()).toBe("false");
  });

  it.each(["ctrlKey", "metaKey"])("leads to the search by K with %s", (modifier) => {
    open({});
    fireEvent.keyDown(window, { key: "k" });
    expect(document.activeElement).not.toBe(screen.getByRole("searchbox"));
    fireEvent.keyDown(window, { key: "k", [modifier]: true });
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
  });
});

describe("The search of the staff pages", () => {
  const answers: Answers = {
    "GET /api/staff/orders/search": () => ({ orders: [ORDER], next_cursor: "more" }),
    "GET /api/products": () => ({ products: [], next_cursor: null }),
  };
  const find = (text: string, session: Partial<SessionView> = {}) => {
    const asked = open(session, { answers });
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: text } });
    fireEvent.submit(screen.getByRole("search"));
    return asked;
  };

  it("shows the first orders and products, and leads to the rest", async () => {
    find("ada@example.org");
    expect((await screen.findByRole("link", { name: ORDER.number })).getAttribute("href")).toBe(
      `/staff/orders/${ORDER.number}`,
    );
    expect(screen.getByRole("link", { name: "All orders that were found" }).getAttribute("href")).toBe(
      "/staff/orders?text=ada%40example.org",
    );
    expect(screen.getByRole("link", { name: "Everything ordered by ada@example.org" })).toBeTruthy();
    expect(await screen.findByText("No product was found.")).toBeTruthy();
  });

  it("asks for nothing that the role may not see", async () => {
    const asked = find("ada@example.org", { permissions: ["catalog.read"] });
    await screen.findByText("No product was found.");
    expect(asked.filter((call) => call.includes("/api/staff/"))).toEqual([]);
    expect(screen.queryByRole("link", { name: /Everything ordered/ })).toBeNull();
  });

  it("asks for nothing while the text is too short", () => {
    const asked = find("ad");
    expect(screen.getByText("Enter at least 3 characters")).toBeTruthy();
    expect(asked.filter((call) => call.includes("search"))).toEqual([]);
  });
});
