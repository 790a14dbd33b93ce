import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PromotionView } from "../src/api/schema";
import CheckoutPage from "../src/checkout/CheckoutPage";
import type { Language } from "../src/i18n/languages";
import { LanguageContext } from "../src/i18n/useLanguage";
import { Costs } from "../src/orders/detail/Costs";
import PromotionsPage from "../src/staff/promotions/PromotionsPage";
import { bodyOf, checkTerms, NO_TERMS, typedOf } from "../src/staff/promotions/terms";
import { cartOf, itemOf } from "./support/cart";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("The costs of an order", () => {
  const show = (language: Language) => {
    const promotions = [{ code: "TEN", names: { en: "Sale", fr: "Soldes" }, discount_minor: 250 }];
    const costs = { currency: "EUR", subtotal_minor: 2500, shipping_minor: 490, total_minor: 2740 };
    const { container } = render(
      <LanguageContext value={{ language, offered: ["en", "fr"], choose: () => {} }}>
        <Costs costs={{ ...costs, promotions, taxes: null }} />
      </LanguageContext>,
    );
    return container.textContent?.replace(/[\u00a0\u202f]/g, " ") ?? "";
  };

  it("have what each promotion takes off", () => {
    expect(show("en")).toContain("Sale (TEN)-€2.50");
    expect(show("fr")).toContain("Soldes (TEN)-2,50 €");
  });
});

describe("A voucher at the checkout", () => {
  const quoteWith = (codes: string[]) => ({
    currency: "EUR",
    subtotal_minor: 1250,
    shipping_minor: 490,
    discount_minor: 0,
    total_minor: 1740,
    promotions: [],
    vouchers: codes.map((code) => ({
      code,
      refusal: code === "TEN" ? "subtotal_too_low" : null,
      subtotal_from_minor: code === "TEN" ? 2000 : null,
      valid_from: null,
    })),
    taxes: [],
    available: true,
    country: "FR",
    shipping_method: null,
    shipping_methods: [],
    lines: [],
  });

  it("is priced with the order, says why it does not apply, and is removed again", async () => {
    const sent: string[][] = [];
    const { shop } = shopWith({
      "GET /api/cart": () => cartOf(itemOf()),
      "POST /api/quotes": async (request) => {
        const { voucher_codes } = (await request.json()) as { voucher_codes: string[] };
        sent.push(voucher_codes);
        return quoteWith(voucher_codes);
      },
    });
    shop.cartToken.save("guest");
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    for (const code of ["ten", " five"]) {
      fireEvent.change(await screen.findByLabelText("Voucher code"), { target: { value: code } });
      fireEvent.keyDown(screen.getByLabelText("Voucher code"), { key: "Enter" });
    }
    await screen.findByText("This voucher is for orders of €20.00 or more.");
    await screen.findByText("Applied");
    expect(sent.at(-1)).toEqual(["TEN", "FIVE"]);
    fireEvent.click(screen.getByRole("button", { name: "Remove TEN" }));
    expect(screen.queryByText("TEN")).toBeNull();
  });
});

const PROMOTION: PromotionView = {
  id: "01938c1e-0000-7000-8000-000000000001",
  code: "TEN",
  names: { en: "Ten", fr: "Dix", de: null },
  kind: "percentage",
  share_basis_points: 1050,
  amount_minor: null,
  buy_quantity: null,
  free_quantity: null,
  subtotal_from_minor: 2000,
  handles: ["mug", "cup"],
  categories: [],
  audience: "accounts",
  combinable: true,
  valid_from: "2026-11-01T10:00:30Z",
  valid_until: null,
  uses_max: 100,
  uses_max_per_account: null,
  uses: 3,
  revision: 4,
};

describe("A promotion's form", () => {
  it("sends what it was filled in with, to the second", () => {
    const { id: _id, uses: _uses, revision: _revision, ...terms } = PROMOTION;
    expect(bodyOf(typedOf(PROMOTION), PROMOTION)).toEqual({ ...terms, names: { en: "Ten", fr: "Dix" } });
  });

  it.each([
    [{ share: "0" }, "share"],
    [{ share: "100,01" }, "share"],
    [{ kind: "fixed_amount" }, "amount"],
    [{ kind: "buy_x_get_y", buy: "2" }, "free"],
    [{ name_fr: " " }, "name_fr"],
    [{ code: "TEN OFF" }, "code"],
    [{ uses_max: "many" }, "uses_max"],
  ] as const)("refuses %o", (changed, field) => {
    const typed = { ...NO_TERMS, name_en: "Ten", name_fr: "Dix", share: "10", ...changed };
    const wrong = Object.entries(checkTerms(typed)).filter(([, isWrong]) => isWrong);
    expect(wrong.map(([name]) => name)).toEqual([field]);
  });
});

describe("The page of promotions", () => {
  it("changes the version that was seen", async () => {
    const sent: unknown[] = [];
    const { shop } = shopWith({
      "GET /api/staff/promotions": () => ({ promotions: [PROMOTION], next_cursor: null }),
      [`PUT /api/staff/promotions/${PROMOTION.id}`]: async (request) => {
        sent.push(request.headers.get("If-Match"), ((await request.json()) as PromotionView).share_basis_points);
        return PROMOTION;
      },
    });
    renderShop(<PromotionsPage />, { shop, at: "/staff/promotions" });
    const row = (await screen.findByText("Ten")).closest("li") as HTMLElement;
    expect(row.textContent).toContain("TEN · 10.5% off");
    fireEvent.click(within(row).getByRole("button", { name: "Change promotion" }));
    fireEvent.change(screen.getByLabelText("Percentage off"), { target: { value: "20" } });
    fireEvent.click(screen.getByRole("button", { name: "Save promotion" }));
    await screen.findByRole("button", { name: "New promotion" });
    expect(sent).toEqual(['"4"', 2000]);
  });
});
