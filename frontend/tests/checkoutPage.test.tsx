import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import CheckoutPage from "../src/checkout/CheckoutPage";
import { cartOf, itemOf } from "./support/cart";
import { refusal, renderShop, shopWith } from "./support/renderShop";

const QUOTE = {
  currency: "EUR",
  subtotal_minor: 1250,
  shipping_minor: 490,
  total_minor: 1740,
  available: true,
  country: "FR",
  shipping_method: null,
  shipping_methods: [],
  vouchers: [],
  lines: [],
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("The button that places the order", () => {
  const button = async () => (await screen.findByRole("button", { name: /Place order/ })) as HTMLButtonElement;

  it.each([
    ["while the total is not known", () => new Promise<Response>(() => {})],
    ["where the total cannot be known", () => refusal(503, "unavailable")],
  ])("is disabled %s", async (_, quote) => {
    const { shop } = shopWith({ "GET /api/cart": () => cartOf(itemOf()), "POST /api/quotes": quote });
    shop.cartToken.save("guest");
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    expect((await button()).disabled).toBe(true);
    expect((await button()).textContent).toBe("Place order");
  });

  it("is disabled while another method is priced, since the total is still that of before", async () => {
    const method = (code: string) => ({
      code,
      names: { en: code },
      arrives_from: "2026-12-01",
      arrives_until: "2026-12-02",
    });
    const first = {
      ...QUOTE,
      shipping_method: "standard",
      shipping_methods: [method("standard"), method("express")].map((one) => ({ ...one, price_minor: 490 })),
    };
    const { shop } = shopWith({
      "GET /api/cart": () => cartOf(itemOf()),
      "POST /api/quotes": async (request) =>
        (await request.json()).shipping_method === null ? first : new Promise<Response>(() => {}),
    });
    shop.cartToken.save("guest");
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    await screen.findByRole("button", { name: /Place order, .*17\.40/ });
    fireEvent.click(screen.getByRole("radio", { name: /express/ }));
    await waitFor(async () => expect((await button()).disabled).toBe(true));
    expect((await button()).textContent).toBe("Place order");
  });
});

describe("The checkout", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("lets what carries an order start once the order can be placed, and not before", async () => {
    const sent = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
    vi.stubGlobal("fetch", sent);
    const { shop } = shopWith({ "GET /api/cart": () => cartOf(itemOf()), "POST /api/quotes": () => QUOTE });
    shop.cartToken.save("guest");
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    await screen.findByRole("button", { name: /Place order, .*17\.40/ });
    const fill = (label: RegExp, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    fill(/^E-?mail/i, "ann@example.com");
    fill(/^Name/, "Ann");
    fill(/^Street/, "1 Rue");
    fill(/^City/, "Lyon");
    expect(sent).not.toHaveBeenCalled();
    fill(/^Postal code/, "69001");
    expect(sent.mock.calls).toEqual([["/api/orders", { method: "OPTIONS" }]]);
  });
});
