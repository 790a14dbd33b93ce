import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderView, PaymentView } from "../src/api/schema";
import { PaymentCard } from "../src/orders/detail/payment/PaymentCard";
import type { Stripe } from "../src/orders/detail/payment/stripe";
import { renderShop, shopWith } from "./support/renderShop";

const NUMBER = "CS-7K2M-9QTX";
const ORDER = { number: NUMBER, total_minor: 29_90, currency: "EUR" } as OrderView;
const OPEN: PaymentView = {
  ...{ provider: "stripe", state: "open", page_url: null, decline_code: null },
  ...{ amount_minor: 29_90, currency: "EUR", expires_at: "2999-01-01T00:00:00Z" },
  element: {
    ...{ script_url: "http://stripe.test/a.js", publishable_key: "pk", client_secret: "pi_secret" },
    ...{ wallets: ["apple_pay", "google_pay"], cards_secret: "cuss_1" },
  },
};

let answers: PaymentView[] = [];
let confirmations: { error?: { type: string } }[] = [];
const scripts: string[] = [];
const shown: unknown[] = [];
const confirmed = vi.fn();
const events: Record<string, () => void> = {};

const STRIPE: Stripe = {
  elements: (options) => ({
    create: (_, { wallets }) => ({
      on: (event, listener) => {
        events[event] = listener;
      },
      mount: () => {
        shown.push({ cards: options.customerSessionClientSecret, wallets });
        events.ready?.();
      },
      destroy: () => undefined,
    }),
  }),
  confirmPayment: async (options) => {
    confirmed(options.confirmParams.return_url);
    return confirmations.shift() ?? {};
  },
};

beforeEach(() => {
  vi.spyOn(document.head, "append").mockImplementation((script) => {
    scripts.push((script as HTMLScriptElement).src);
    window.Stripe = () => STRIPE;
    setTimeout(() => (script as HTMLScriptElement).dispatchEvent(new Event("load")));
  });
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  confirmed.mockClear();
  shown.length = 0;
});
afterEach(cleanup);

function open(...given: PaymentView[]) {
  answers = given;
  const answer = () => answers.shift() ?? OPEN;
  const { shop, asked } = shopWith({ [`POST /api/orders/${NUMBER}/payment`]: answer });
  renderShop(<PaymentCard order={ORDER} email="ada@example.org" />, { shop, at: `/orders/${NUMBER}` });
  fireEvent.click(screen.getByRole("button", { name: /^Pay/ }));
  return asked;
}

/** The form is there and can be sent. */
async function filledIn() {
  await screen.findByText(/goes straight to our payment provider/);
  await waitFor(() => expect(screen.getByRole("button").getAttribute("aria-busy")).toBeNull());
  return screen.getByRole("button");
}

describe("Stripe's form", () => {
  it("comes from Stripe's own address, leads back to the order, and says that the payment has arrived", async () => {
    confirmations = [{}];
    const asked = open(OPEN, { ...OPEN, state: "authorized" });
    fireEvent.click(await filledIn());
    await screen.findByText(/Your payment has arrived/);
    expect(scripts).toEqual(["http://stripe.test/a.js"]);
    expect(confirmed).toHaveBeenCalledWith(`${window.location.origin}/orders/${NUMBER}?from=payment`);
    expect(asked).toHaveLength(2);
  });

  it("stays for another card after one that was declined, which the shop explains", async () => {
    confirmations = [{ error: { type: "card_error" } }];
    open(OPEN, { ...OPEN, decline_code: "expired_card" });
    fireEvent.click(await filledIn());
    await screen.findByText(/The card has expired/);
    expect((await filledIn()).textContent).toMatch(/another card/);
    expect(scripts).toHaveLength(1);
  });

  it("offers the shopper's stored cards, and no wallet that the shop does not want", async () => {
    open(OPEN);
    await filledIn();
    expect(shown).toEqual([{ cards: "cuss_1", wallets: { applePay: "auto", googlePay: "auto", link: "never" } }]);
  });

  it("stays as it is filled in when the shop names the stored cards anew", async () => {
    confirmations = [{ error: { type: "card_error" } }];
    const again = { ...OPEN, decline_code: "expired_card" } as PaymentView;
    open(OPEN, { ...again, element: OPEN.element && { ...OPEN.element, cards_secret: "cuss_2" } });
    fireEvent.click(await filledIn());
    await screen.findByText(/The card has expired/);
    expect(shown).toHaveLength(1);
  });

  it("offers no stored cards to a guest", async () => {
    open({ ...OPEN, element: OPEN.element && { ...OPEN.element, cards_secret: null } });
    await filledIn();
    expect(shown).toEqual([{ cards: undefined, wallets: { applePay: "auto", googlePay: "auto", link: "never" } }]);
  });

  it("corrects by itself what is typed wrong, without asking the shop", async () => {
    confirmations = [{ error: { type: "validation_error" } }];
    const asked = open(OPEN);
    fireEvent.click(await filledIn());
    await waitFor(() => expect(confirmed).toHaveBeenCalled());
    await filledIn();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it("says so when Stripe cannot be reached", async () => {
    confirmations = [{ error: { type: "api_connection_error" } }];
    open(OPEN);
    fireEvent.click(await filledIn());
    expect((await screen.findByRole("alert")).textContent).toMatch(/did not get through/);
  });

  it("that cannot be shown is said", async () => {
    open(OPEN);
    await filledIn();
    events.loaderror?.();
    await screen.findByText(/cannot be shown/);
  });
});

it("The card simulator's page is led to, and no script is loaded", async () => {
  const assign = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
  scripts.length = 0;
  open({ ...OPEN, provider: "simulator", element: null, page_url: "/page?secret=s" });
  await waitFor(() => expect(assign).toHaveBeenCalled());
  expect(assign).toHaveBeenCalledWith(
    `/page?secret=s&return_to=${encodeURIComponent(`/orders/${NUMBER}?from=payment`)}`,
  );
  expect(scripts).toEqual([]);
});
