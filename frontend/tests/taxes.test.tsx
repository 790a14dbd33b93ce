import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TaxView } from "../src/api/schema";
import type { Language } from "../src/i18n/languages";
import { LanguageContext } from "../src/i18n/useLanguage";
import { Costs } from "../src/orders/detail/Costs";
import ProductPage from "../src/staff/products/ProductPage";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("The costs of an order", () => {
  const show = (taxes: TaxView[] | null, language: Language = "en") => {
    const costs = { currency: "EUR", subtotal_minor: 2000, shipping_minor: 490, total_minor: 2490, taxes };
    const { container } = render(
      <LanguageContext value={{ language, offered: ["en", "fr"], choose: () => {} }}>
        <Costs costs={costs} />
      </LanguageContext>,
    );
    return container.textContent?.replace(/[\u00a0\u202f]/g, " ") ?? "";
  };
  const tax = (rate_basis_points: number, tax_minor: number): TaxView => ({
    rate_basis_points,
    net_minor: 1000,
    tax_minor,
  });

  it("have the VAT that they include, by rate", () => {
    expect(show([tax(2000, 415), tax(550, 20), tax(0, 0)])).toContain("Includes VAT 20%€4.15Includes VAT 5.5%€0.20");
    expect(show([tax(2000, 415)], "fr")).toContain("Dont TVA 20 %4,15 €");
  });

  it("are without VAT for an export", () => {
    expect(show([tax(0, 0)])).toContain("Without VAT");
    expect(show([tax(0, 0)], "fr")).toContain("Sans TVA");
  });

  it("say nothing of VAT for an order that has none stored", () => expect(show(null)).not.toContain("VAT"));
});

describe("A product's tax class", () => {
  let product = {
    handle: "mug",
    title: "Mug",
    state: "published",
    currency: "EUR",
    tax_class: "standard",
    ...{ variants: [], images: [], uploads: null },
  };

  it("is saved for the version that was seen", async () => {
    const sent: unknown[] = [];
    const { shop } = shopWith({
      "GET /api/products/mug": () => Response.json(product, { headers: { ETag: '"seen"' } }),
      "PATCH /api/staff/products/mug": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        product = { ...product, tax_class: "reduced" };
        return Response.json(product, { headers: { ETag: '"saved"' } });
      },
    });
    renderShop(<ProductPage />, { shop, at: "/staff/products/mug", path: "/staff/products/:handle" });
    fireEvent.change(await screen.findByLabelText("Tax class"), { target: { value: "reduced" } });
    fireEvent.click(screen.getByRole("button", { name: "Save tax class" }));
    await screen.findByText("The tax class is saved, and new orders have it.");
    expect(sent).toEqual(['"seen"', { tax_class: "reduced" }]);
  });
});
