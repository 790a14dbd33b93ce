import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OrderView } from "../src/api/schema";
import CheckoutPage from "../src/checkout/CheckoutPage";
import type { Language } from "../src/i18n/languages";
import { LanguageContext } from "../src/i18n/useLanguage";
import { BusinessNumber } from "../src/orders/detail/BusinessNumber";
import { Costs } from "../src/orders/detail/Costs";
import { cartOf, itemOf } from "./support/cart";
import { refusal, renderShop, shopWith } from "./support/renderShop";

const QUOTE = {
  currency: "EUR",
  subtotal_minor: 2400,
  shipping_minor: 490,
  total_minor: 2890,
  available: true,
  country: "FR",
  shipping_method: null,
  shipping_methods: [],
  vouchers: [],
  taxes: [],
  lines: [],
};

const REFUSED: Record<string, [number, string]> = {
  DE1: [422, "vat-number-invalid"],
  DE2: [422, "vat-number-unknown"],
  DE3: [409, "vat-check-unavailable"],
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("The VAT number at the checkout", () => {
  const open = async () => {
    const numbers: unknown[] = [];
    const proofs: unknown[] = [];
    const { shop } = shopWith({
      "GET /api/cart": () => cartOf(itemOf()),
      "POST /api/quotes": async (request) => {
        const { vat_number: number, vat_proof: proof, country } = await request.json();
        numbers.push(number);
        proofs.push(proof);
        const refused = REFUSED[number];
        if (refused) return refusal(...refused);
        const business = { ...QUOTE, country, total_minor: 2408, tax_reason: "reverse_charge", vat_proof: "proof" };
        return number ? business : QUOTE;
      },
    });
    shop.cartToken.save("guest");
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    const field = (await screen.findByLabelText(/VAT number/)) as HTMLInputElement;
    const enter = (text: string) => {
      fireEvent.change(field, { target: { value: text } });
      fireEvent.blur(field);
    };
    return { numbers, proofs, field, enter };
  };

  it("is priced once the field is left, with what it means", async () => {
    const { numbers, enter } = await open();
    await screen.findByRole("button", { name: /28\.90/ });
    enter(" de136695976 ");
    await screen.findByRole("button", { name: /24\.08/ });
    expect(numbers).toEqual([null, "DE136695976"]);
    expect(screen.getByText(/^Reverse charge/)).toBeTruthy();
  });

  it("is not asked of VIES again once it is proven", async () => {
    const { proofs, enter } = await open();
    enter("DE136695976");
    await screen.findByRole("button", { name: /24\.08/ });
    enter("");
    await screen.findByRole("button", { name: /28\.90/ });
    enter("DE136695976");
    fireEvent.change(screen.getByLabelText("Voucher code"), { target: { value: "SALE" } });
    fireEvent.click(screen.getByRole("button", { name: "Apply" }));
    await waitFor(() => expect(proofs.at(-1)).toBe("proof"));
  });

  it.each([
    ["DE2", /does not know this number/],
    ["DE3", /cannot confirm numbers right now/],
  ])("%s that VIES does not confirm says why", async (number, words) => {
    const { enter } = await open();
    enter(number);
    await screen.findByText(words);
  });

  it("that is none is refused at its field, and nothing can be ordered with it", async () => {
    const { field, enter } = await open();
    enter("DE1");
    await screen.findByText(/not a VAT number of an EU country/);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const button = () => screen.getByRole("button", { name: /Place order/ }) as HTMLButtonElement;
    expect(button().disabled).toBe(true);
    enter("");
    await waitFor(() => expect(button().disabled).toBe(false));
    expect(screen.queryByText(/not a VAT number of an EU country/)).toBeNull();
  });

  it("asks for the company", async () => {
    const { enter } = await open();
    enter("DE136695976");
    fireEvent.click(await screen.findByRole("button", { name: /24\.08/ }));
    const company = screen.getByLabelText(/Company/);
    await waitFor(() => expect(company.getAttribute("aria-invalid")).toBe("true"));
  });
});

describe("An order with a VAT number", () => {
  const show = (part: React.ReactNode, language: Language) => {
    const { container } = render(
      <LanguageContext value={{ language, offered: ["en", "fr"], choose: () => {} }}>{part}</LanguageContext>,
    );
    return container.textContent ?? "";
  };
  const check = { by: "vies", at: "2026-11-30T03:00:00Z", consultation_number: "WAPIAAAAW" };
  const order = { vat_number: "DE136695976", vat_check: check } as OrderView;
  const costs = { currency: "EUR", subtotal_minor: 2000, shipping_minor: 408, total_minor: 2408, taxes: null };

  it.each([
    ["en", "Reverse charge", "VIES confirmed it"],
    ["fr", "Autoliquidation", "VIES l’a confirmé"],
  ] as const)("says in %s who owes the VAT, and how the number was checked", (language, words, checked) => {
    expect(show(<Costs costs={{ ...costs, tax_reason: "reverse_charge" }} />, language)).toContain(words);
    const shown = show(<BusinessNumber order={order} />, language);
    for (const part of ["DE136695976", checked, "WAPIAAAAW"]) expect(shown).toContain(part);
  });
});
