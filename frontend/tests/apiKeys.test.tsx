import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ApiKeysPage from "../src/staff/people/apiKeys/ApiKeysPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const KEY = {
  id: "k1",
  name: "Warehouse",
  begins_with: "csk_AbCd",
  owner: "Ada",
  permissions: ["orders.read"],
  state: "active",
  created_at: "2026-11-29T10:00:00Z",
  expires_at: "2027-11-29T10:00:00Z",
  last_used_at: null,
};
const LIST = {
  "GET /api/staff/api-keys": () => ({ items: [KEY], permissions: ["orders.read", "orders.ship"], valid_days_max: 366 }),
};

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of API keys", () => {
  const open = async (answers: Answers = {}, permissions: readonly string[] = ["people.change"]) => {
    const { shop } = shopWith({ ...LIST, ...answers });
    shop.session.begin({ role: "staff", permissions, session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<ApiKeysPage />, { shop, at: "/staff/api-keys" });
    await screen.findByText("Warehouse");
  };

  it("says for whom a key acts, what it is for, and that it was never used", async () => {
    await open({}, []);
    const row = screen.getByRole("listitem");
    expect(row.textContent).toMatch(/csk_AbCd….*acts for Ada.*last used never.*orders\.read/);
    expect(screen.queryAllByRole("button")).toEqual([]);
  });

  it("shows a new key once", async () => {
    const sent: unknown[] = [];
    await open({
      "POST /api/staff/api-keys": async (request) => {
        sent.push(await request.json());
        return Response.json({ key: "csk_secret", api_key: KEY }, { status: 201 });
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "New key" }));
    const form = screen.getByRole("form", { name: "New key" });
    fireEvent.click(within(form).getByRole("button", { name: "Create the key" }));
    expect(within(form).getByText("Please enter a name.")).toBeTruthy();
    expect(within(form).getByText("Please choose at least one.")).toBeTruthy();
    fireEvent.change(within(form).getByLabelText("Name of the program"), { target: { value: "Till" } });
    fireEvent.change(within(form).getByLabelText("Valid for how many days"), { target: { value: "30" } });
    fireEvent.click(within(form).getByRole("checkbox", { name: "orders.ship" }));
    fireEvent.click(within(form).getByRole("button", { name: "Create the key" }));
    expect(await screen.findByText("csk_secret")).toBeTruthy();
    expect(sent).toEqual([{ name: "Till", permissions: ["orders.ship"], valid_days: 30 }]);
    fireEvent.click(screen.getByRole("button", { name: "I have saved it" }));
    expect(screen.queryByText("csk_secret")).toBeNull();
  });

  it("asks before it ends a key", async () => {
    const ended: string[] = [];
    await open({
      "DELETE /api/staff/api-keys/k1": () => {
        ended.push("k1");
        return new Response(null, { status: 204 });
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "End: Warehouse" }));
    expect(ended).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Yes, end it" }));
    await expect.poll(() => ended).toEqual(["k1"]);
  });
});
