import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StockItem } from "../src/api/schema";
import StockPage from "../src/staff/stock/StockPage";
import { type Answers, LOGGED_IN, refusal, renderShop, shopWith } from "./support/renderShop";

const MUG: StockItem = {
  sku: "MUG-1",
  title: "The MUG",
  option_values: [],
  on_hand: 2,
  reserved: 2,
  available: 0,
  policy: "tracked",
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

/** Opens the stock page at the forms of the one SKU; returns the form of its policy. */
async function policyForm(answers: Answers) {
  const { shop, asked } = shopWith({ "GET /api/staff/stock": () => ({ stock: [MUG], next_cursor: null }), ...answers });
  shop.session.begin({ ...LOGGED_IN, role: "staff", permissions: ["inventory.read", "inventory.adjust"] });
  renderShop(<StockPage />, { shop, at: "/staff/stock" });
  fireEvent.click(await screen.findByRole("button", { name: "Adjust MUG-1" }));
  return { form: within(screen.getByRole("form", { name: "When MUG-1 is sold" })), asked };
}

const choose = (form: Awaited<ReturnType<typeof policyForm>>["form"], policy: string) => {
  fireEvent.change(form.getByLabelText("Sold"), { target: { value: policy } });
  fireEvent.click(form.getByRole("button", { name: "Apply" }));
};

describe("When a SKU is sold", () => {
  it("is chosen by staff", async () => {
    const sent: object[] = [];
    const { form, asked } = await policyForm({
      "PUT /api/staff/stock/MUG-1/policy": async (request) => {
        sent.push(await request.json());
        return { ...MUG, policy: "backorder" };
      },
    });
    expect((form.getByLabelText("Sold") as HTMLSelectElement).value).toBe("tracked");
    choose(form, "backorder");
    await form.findByText("Saved.");
    expect(sent).toEqual([{ policy: "backorder" }]);
    expect(asked.filter((call) => call === "GET /api/staff/stock").length).toBeGreaterThan(1);
  });

  it("is not changed where orders have reserved more than there is, and the page says so", async () => {
    const { form } = await policyForm({
      "PUT /api/staff/stock/MUG-1/policy": () => refusal(409, "stock-reserved"),
    });
    choose(form, "untracked");
    expect((await form.findByRole("alert")).textContent).toMatch(/reserved/);
    expect(form.queryByText("Saved.")).toBeNull();
  });
});
