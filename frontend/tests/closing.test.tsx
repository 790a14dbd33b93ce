import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ClosedPage from "../src/account/closing/ClosedPage";
import { ClosingCard } from "../src/account/closing/ClosingCard";
import ClosuresPage from "../src/staff/closures/ClosuresPage";
import { refusal, renderShop, shopWith } from "./support/renderShop";

const REFERENCE = "0196f0c4-0000-7000-8000-000000000001";
const CERTIFICATE = {
  reference: REFERENCE,
  closed_at: "2026-11-29T10:00:00Z",
  contexts: [
    { context: "identity", answered_at: "2026-11-29T10:00:00Z", erased: [{ data: "account", rows: 1 }], kept: [] },
    { context: "cart", answered_at: "2026-11-29T10:00:01Z", erased: [], kept: [] },
    { context: "orders", answered_at: null, erased: [], kept: [] },
    {
      context: "invoices",
      answered_at: "2026-11-29T10:00:01Z",
      erased: [],
      kept: [{ data: "invoices", rows: 2, reason: "tax_law", until: "2036-11-30T10:00:00Z" }],
    },
  ],
};

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("Closing an account", () => {
  const open = (status = 200) => {
    const sent: unknown[] = [];
    const { shop } = shopWith({
      "POST /api/me/closure": async (request) => {
        sent.push(await request.json());
        return status === 200 ? { reference: REFERENCE } : refusal(status, "current-password-wrong");
      },
      "POST /api/sessions/log-out": () => new Response(null, { status: 204 }),
    });
    shop.session.begin({ role: "shopper", session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<ClosingCard />, { shop, at: "/account" });
    return { shop, sent };
  };

  it("says first what it does, and that it cannot be undone", () => {
    const { sent } = open();
    fireEvent.click(screen.getByRole("button", { name: /Close my account/ }));
    const dialog = screen.getByRole("dialog", { name: "Close your account for good?" });
    expect(within(dialog).getByText(/cannot be undone/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole("button", { name: "Keep the account" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(sent).toEqual([]);
  });

  it("asks for the password, and sends nothing without it", () => {
    const { sent } = open();
    fireEvent.click(screen.getByRole("button", { name: /Close my account/ }));
    fireEvent.click(screen.getByRole("button", { name: "Close the account for good" }));
    expect(sent).toEqual([]);
  });

  it("sends the password once it is confirmed", async () => {
    const { sent } = open();
    fireEvent.click(screen.getByRole("button", { name: /Close my account/ }));
    fireEvent.change(screen.getByLabelText("Current password"), { target: { value: "a long walk" } });
    fireEvent.click(screen.getByRole("button", { name: "Close the account for good" }));
    await screen.findByText("another page");
    expect(sent).toEqual([{ password: "a long walk" }]);
  });

  it("says that the password is wrong, and stays", async () => {
    open(403);
    fireEvent.click(screen.getByRole("button", { name: /Close my account/ }));
    fireEvent.change(screen.getByLabelText("Current password"), { target: { value: "another walk" } });
    fireEvent.click(screen.getByRole("button", { name: "Close the account for good" }));
    await screen.findByText("The current password is incorrect.");
  });
});

describe("The page of a closed account", () => {
  it("ends the session that this tab knows", async () => {
    const { shop } = shopWith({});
    shop.session.begin({ role: "shopper", session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<ClosedPage />, { shop, at: "/account/closed", state: { reference: REFERENCE } });
    expect(screen.getByText(new RegExp(REFERENCE))).toBeTruthy();
    await waitFor(() => expect(shop.session.current()).toBeNull());
  });

  it("logs nobody out who only visits it", () => {
    const { shop } = shopWith({});
    shop.session.begin({ role: "shopper", session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<ClosedPage />, { shop, at: "/account/closed" });
    expect(shop.session.current()).not.toBeNull();
  });
});

describe("The page of certificates", () => {
  const open = async () => {
    const { shop } = shopWith({ "GET /api/staff/closures": () => ({ items: [CERTIFICATE], next_cursor: null }) });
    shop.session.begin({ role: "staff", permissions: ["closures.read"], session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<ClosuresPage />, { shop, at: "/staff/closures" });
    await screen.findByText(REFERENCE);
  };

  it("says what each part has erased, keeps, or has not answered yet", async () => {
    await open();
    const text = screen.getByRole("listitem").textContent;
    expect(text).toMatch(/AccountsErased: account \(1\)/);
    expect(text).toMatch(/CartsHad nothing\./);
    expect(text).toMatch(/OrdersHas not answered yet\./);
    expect(text).toMatch(/Kept: invoices and credit notes \(2\), as tax law demands · erased by .*2036/);
  });

  it("explains what a reference is where half of one was typed", async () => {
    await open();
    fireEvent.change(screen.getByLabelText("Reference"), { target: { value: "0196" } });
    expect(screen.getByText(/whole reference/)).toBeTruthy();
  });
});
