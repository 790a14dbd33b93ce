import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ProductPage from "../src/staff/products/ProductPage";
import { checkPlan, planOf, type TypedPlan } from "../src/staff/products/prices/plans";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const TYPED: TypedPlan = { sku: "M", price: "9.90", former: "", starts: "2999-01-01T08:00", ends: "" };
const NOW = new Date("2026-11-30T00:00:00Z");

describe("A plan as it is typed", () => {
  it.each([
    ["price", { price: "cheap" }],
    ["former", { former: "x" }],
    ["starts", { starts: "2020-01-01T08:00" }],
    ["ends", { ends: "2998-01-01T08:00" }],
  ] as const)("has a wrong %s", (field, typed) => {
    const problems = checkPlan({ ...TYPED, ...typed }, "EUR", NOW);
    expect(Object.entries(problems).filter(([, wrong]) => wrong)).toEqual([[field, true]]);
  });

  it("is sent in minor units and universal time", () => {
    const starts_at = new Date("2999-01-01T08:00").toISOString();
    expect(planOf(TYPED, "EUR")).toEqual({
      ...{ sku: "M", price_minor: 990, compare_at_price_minor: null },
      ...{ starts_at, ends_at: null },
    });
  });
});

describe("The planned prices of a product", () => {
  const plan = { id: "p1", sku: "M", price_minor: 990, compare_at_price_minor: null, ends_at: null };
  const product = {
    ...{ handle: "mug", title: "Mug", state: "published", currency: "EUR", tax_class: "standard" },
    variants: [{ sku: "M", option_values: ["Oat"], price_minor: 1250, compare_at_price_minor: null }],
    ...{ images: [], uploads: null },
    planned_prices: [{ ...plan, starts_at: "2999-01-01T00:00:00Z", state: "planned" }],
  };
  const open = () => {
    const sent: unknown[] = [];
    let shown = product;
    const { shop } = shopWith({
      "GET /api/products/mug": () => Response.json(shown, { headers: { ETag: '"seen"' } }),
      "PUT /api/staff/products/mug/prices": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        shown = { ...product, planned_prices: [] };
        return Response.json(shown, { headers: { ETag: '"saved"' } });
      },
    });
    renderShop(<ProductPage />, { shop, at: "/staff/products/mug", path: "/staff/products/:handle" });
    return sent;
  };

  it("can be withdrawn until they begin", async () => {
    const sent = open();
    fireEvent.click(await screen.findByRole("button", { name: "Withdraw the plan for M" }));
    await screen.findByText("No price is planned.");
    expect(sent).toEqual(['"seen"', { withdraw: ["p1"] }]);
  });

  it("get another one, for the version that was seen", async () => {
    const sent = open();
    fireEvent.change(await screen.findByLabelText("Planned price"), { target: { value: "8.00" } });
    fireEvent.change(screen.getByLabelText("Begins"), { target: { value: "2999-02-01T08:00" } });
    fireEvent.click(screen.getByRole("button", { name: "Plan price" }));
    await screen.findByText("The price is planned.");
    expect(sent[0]).toBe('"seen"');
    expect(sent[1]).toMatchObject({ plan: [{ sku: "M", price_minor: 800, ends_at: null }] });
  });

  it.each([
    ["nothing to pay", { price: "0", former: "" }, "M would cost nothing."],
    ["a former price below it", { price: "8", former: "7.50" }, "not less than the former price of"],
  ])("are asked about with %s, now and later", async (_, { price, former }, question) => {
    const sent = open();
    const type = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    const answer = async (name: string) => {
      const asked = await screen.findByRole("dialog", { name: "Are these prices right?" });
      expect(asked.textContent).toContain(question);
      fireEvent.click(within(asked).getByRole("button", { name }));
    };

    await screen.findByLabelText("Planned price");
    type("Planned price", price);
    type("Former price of the planned one (optional)", former);
    type("Begins", "2999-02-01T08:00");
    fireEvent.click(screen.getByRole("button", { name: "Plan price" }));
    await answer("Cancel");
    type("Price in euros", price);
    type("Former price (optional)", former);
    fireEvent.click(screen.getByRole("button", { name: "Save prices" }));
    await answer("Cancel");
    expect(sent).toEqual([]);

    fireEvent.click(screen.getByRole("button", { name: "Plan price" }));
    await answer("Yes, save them");
    await screen.findByText("The price is planned.");
    expect(sent[1]).toMatchObject({ plan: [{ sku: "M", price_minor: Number(price) * 100 }] });
  });
});
