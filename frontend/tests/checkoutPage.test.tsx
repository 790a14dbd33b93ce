import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import CheckoutPage from "../src/checkout/CheckoutPage";
import { cartOf, itemOf } from "./support/cart";
import { refusal, renderShop, shopWith } from "./support/renderShop";

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
});
