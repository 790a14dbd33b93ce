import { cleanup, fireEvent, screen } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import AccountingPage from "../src/staff/accounting/AccountingPage";
import { daysOf, months } from "../src/staff/accounting/months";
import CustomersPage from "../src/staff/orders/customers/CustomersPage";
import SalesPage from "../src/staff/sales/SalesPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const NUMBERS = { orders: 2, gross_minor: 5980, tax_minor: 997, net_minor: 4983, refunded_minor: 300 };
const SALES = {
  ...NUMBERS,
  since: "2026-11-22",
  until: "2026-11-23",
  time_zone: "Europe/Paris",
  currency: "EUR",
  average_minor: 2990,
  days: [
    { day: "2026-11-22", orders: 0, gross_minor: 0, tax_minor: 0, net_minor: 0, refunded_minor: 0 },
    { day: "2026-11-23", ...NUMBERS },
  ],
  products: [{ sku: "MUG", title: "Mug", quantity: 4, gross_minor: 5000, tax_minor: 833, net_minor: 4167 }],
};
const CUSTOMER = {
  email: "ada@example.org",
  has_account: true,
  orders: 500,
  is_whole: false,
  spent: [{ currency: "EUR", orders: 3, spent_minor: 8970, refunded_minor: 300 }],
  addresses: [{ address: { name: "Ada", city: "Paris", country: "FR" }, last_used_at: "2026-11-23T12:00:00Z" }],
  notes: [{ id: "n", number: "CS-AAAA-BBBB", text: "a gift", author: "staff", at: "2026-11-23T12:00:00Z" }],
  other_emails: ["ada@example.com"],
};

function Where() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function open(element: React.ReactNode, answers: Answers, at: string, permissions: readonly string[]) {
  const { shop } = shopWith(answers);
  shop.session.begin({ role: "staff", permissions, session_expires_at: "2999-01-01T00:00:00Z" });
  renderShop(
    <>
      {element}
      <Where />
    </>,
    { shop, at, path: "*" },
  );
}

describe("What staff see first", () => {
  const ask = (at: string, permissions: readonly string[] = ["sales.read"]) => {
    const asked: Record<string, string>[] = [];
    const answers: Answers = {
      "GET /api/staff/sales": (request) => {
        asked.push(Object.fromEntries(new URL(request.url).searchParams));
        return SALES;
      },
    };
    open(
      <Routes>
        <Route path="/staff" element={<SalesPage />} />
      </Routes>,
      answers,
      at,
      permissions,
    );
    return asked;
  };

  it("are today's numbers, with the time zone of the days", async () => {
    const asked = ask("/staff");
    expect(await screen.findByText(/Europe\/Paris/)).toBeTruthy();
    expect(asked[0]?.since).toBe(asked[0]?.until);
    const totals = screen.getByRole("region", { name: "All together" }).textContent;
    expect(totals).toMatch(/Orders2.*gross€59\.80.*net€49\.83.*VAT€9\.97.*Refunded€3\.00.*Average order€29\.90/);
    expect(screen.getByRole("region", { name: "By day" }).textContent).toMatch(/23 November.*€59\.80/);
    expect(screen.getByRole("region", { name: "Best sellers" }).textContent).toMatch(/MugMUG|Mug MUG.*Sold4/);
  });

  it("are the numbers of the days in the address, which a button changes", async () => {
    const asked = ask("/staff?since=2026-11-22&until=2026-11-23");
    await screen.findByText(/Europe\/Paris/);
    expect(asked[0]).toEqual({ since: "2026-11-22", until: "2026-11-23" });
    fireEvent.click(screen.getByRole("button", { name: "Last 7 days" }));
    await expect.poll(() => asked.length).toBe(2);
    const days = (Date.parse(asked[1]?.until ?? "") - Date.parse(asked[1]?.since ?? "")) / 86_400_000;
    expect(days).toBe(6);
  });

  it("is the first area that they may see, for those who may not see numbers", async () => {
    expect(ask("/staff", ["inventory.read", "catalog.read"])).toEqual([]);
    await expect.poll(() => screen.getByRole("status").textContent).toBe("/staff/products");
  });
});

describe("A customer's page", () => {
  const show = (permissions: readonly string[], customer: object = CUSTOMER) =>
    open(
      <CustomersPage />,
      {
        "GET /api/staff/customers": () => customer,
        "GET /api/staff/orders/search": () => ({ orders: [], next_cursor: null }),
      },
      "/staff/customers?email=ada%40example.org",
      permissions,
    );

  it("shows what they spent, where it went, and what staff wrote", async () => {
    show(["customers.read", "orders.read"]);
    const summary = await screen.findByRole("region", { name: "All together" });
    expect(summary.textContent).toMatch(/Has an account.*Only the newest 500 orders.*Spent€89\.70.*Refunded€3\.00/);
    expect(screen.getByRole("region", { name: "Delivery addresses" }).textContent).toMatch(/Ada\s*Paris\s*France/);
    expect(screen.getByRole("region", { name: "Notes" }).textContent).toMatch(/a gift.*CS-AAAA-BBBB/);
    const other = screen.getByRole("link", { name: "ada@example.com" });
    expect(other.getAttribute("href")).toBe("/staff/customers?email=ada%40example.com");
    expect(screen.getByRole("region", { name: /^Orders/ })).toBeTruthy();
  });

  it("lists no orders for those who may not read them", async () => {
    show(["customers.read"]);
    await screen.findByRole("region", { name: "All together" });
    expect(screen.queryByRole("region", { name: /^Orders/ })).toBeNull();
  });

  it("says that nobody has ordered with an address", async () => {
    show(["customers.read"], { ...CUSTOMER, orders: 0 });
    expect(await screen.findByText("Nobody has ordered with this address")).toBeTruthy();
  });
});

describe("The page of accounting", () => {
  it("exports the chosen days, each file by itself", async () => {
    const asked: Record<string, string>[] = [];
    URL.createObjectURL = vi.fn(() => "blob:");
    URL.revokeObjectURL = vi.fn();
    open(
      <AccountingPage />,
      {
        "GET /api/staff/accounting": (request) => {
          asked.push(Object.fromEntries(new URL(request.url).searchParams));
          return {};
        },
      },
      "/staff/accounting",
      ["accounting.export"],
    );
    const month = months()[2] ?? "";
    fireEvent.change(screen.getByLabelText("Month"), { target: { value: month } });
    fireEvent.change(screen.getByLabelText("Until"), { target: { value: `${month}-15` } });
    fireEvent.click(screen.getAllByRole("button", { name: "Export as CSV" })[2] as HTMLElement);
    await expect.poll(() => asked).toEqual([{ kind: "vat", since: `${month}-01`, until: `${month}-15` }]);
  });

  it("knows how many days a month has", () => {
    expect(daysOf("2024-02")).toEqual({ since: "2024-02-01", until: "2024-02-29" });
    expect(months(new Date(2026, 0, 31)).slice(0, 2)).toEqual(["2026-01", "2025-12"]);
  });
});
