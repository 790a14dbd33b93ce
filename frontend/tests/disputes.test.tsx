import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DisputeView, PaymentRecord, RefundView } from "../src/api/schema";
import DisputesPage from "../src/staff/orders/disputes/DisputesPage";
import PaymentHistory from "../src/staff/orders/payment/PaymentHistory";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const NUMBER = "CS-0000-0001";
const DISPUTE: DisputeView = {
  order_number: NUMBER,
  reference: "dp_1",
  amount_minor: 1250,
  currency: "EUR",
  reason: "product_not_received",
  state: "open",
  answer_by: "2026-12-11T12:00:00Z",
  reported_at: "2026-11-29T12:00:00Z",
  provider_url: "https://dashboard.stripe.com/payments/pi_1",
};
const REFUSED: RefundView = {
  id: "r",
  amount_minor: 500,
  currency: "EUR",
  reason: "broken",
  state: "refused",
  requested_at: "2026-11-29T12:00:00Z",
  refusal_code: "lost_or_stolen_card",
  settled_by: null,
  closed_because: null,
};
const PAYMENT: PaymentRecord = {
  state: "captured",
  provider: "stripe",
  provider_reference: "pi_1",
  amount_minor: 1250,
  captured_minor: 1250,
  refunded_minor: 0,
  currency: "EUR",
  refunds: [],
  disputes: [],
};

describe("The page of disputes", () => {
  it("leads to the order and to the provider, and says why and until when", async () => {
    const { shop, asked } = shopWith({
      "GET /api/staff/disputes": (request) => {
        const state = new URL(request.url).searchParams.get("state");
        const won = { ...DISPUTE, reference: "dp_2", state: "won", reason: "a_new_reason", provider_url: null };
        return { disputes: [state === "won" ? won : DISPUTE], next_cursor: null };
      },
    });
    renderShop(<DisputesPage />, { shop, at: "/staff/disputes" });
    const row = (await screen.findByText("Answer it at the payment provider.", { exact: false })).closest("li");
    const shown = within(row as HTMLElement);
    expect(shown.getByRole("link", { name: /CS-0000-0001/ }).getAttribute("href")).toBe(`/staff/orders/${NUMBER}`);
    expect(shown.getByRole("link", { name: "Answer at the payment provider" }).getAttribute("href")).toBe(
      DISPUTE.provider_url,
    );
    shown.getByText("The bank’s reason: the goods did not arrive");
    shown.getByText("Answer by", { exact: false });
    fireEvent.change(screen.getByLabelText("State"), { target: { value: "won" } });
    await screen.findByText("The bank’s reason: a_new_reason");
    expect(screen.queryByText("Answer by", { exact: false })).toBeNull();
    expect(asked).toContain("GET /api/staff/disputes");
  });
});

describe("An order's payment, for staff", () => {
  const show = (payment: Partial<PaymentRecord>, answers = {}) => {
    const { shop } = shopWith(answers);
    return renderShop(<PaymentHistory number={NUMBER} payment={{ ...PAYMENT, ...payment }} />, { shop });
  };

  it("says that less was captured than the order costs", () => {
    show({ captured_minor: 625 });
    screen.getByText("The payment provider captured €6.25 of €12.50 only.");
    cleanup();
    const { container } = show({});
    expect(container.textContent).toBe("");
  });

  it("lets staff close a refund that was refused, with the reason", async () => {
    const sent: unknown[] = [];
    show(
      { refunds: [REFUSED] },
      {
        [`POST /api/staff/orders/${NUMBER}/refunds/r/resolution`]: async (request: Request) => {
          sent.push(await request.json());
          return { ...REFUSED, closed_because: "refunded by another one" };
        },
      },
    );
    const form = within(screen.getByRole("form", { name: "Close without refunding anything" }));
    fireEvent.click(form.getByRole("button", { name: "Close it" }));
    form.getByText("Say why this refund is not needed any more.");
    fireEvent.change(form.getByRole("textbox"), { target: { value: " refunded by another one " } });
    fireEvent.click(form.getByRole("button", { name: "Close it" }));
    await expect.poll(() => sent).toEqual([{ closed_because: "refunded by another one" }]);
  });

  it("asks nothing about a refund that is closed, and does not offer to close one that is owed", () => {
    show({ refunds: [{ ...REFUSED, closed_because: "refunded by another one" }] });
    screen.getByText("Refused by the payment provider, and closed: refunded by another one");
    expect(screen.queryByRole("button")).toBeNull();
    cleanup();
    show({ refunds: [{ ...REFUSED, state: "failed" }] });
    screen.getByRole("form", { name: "Refunded in another way" });
    expect(screen.queryByRole("form", { name: "Close without refunding anything" })).toBeNull();
  });
});
