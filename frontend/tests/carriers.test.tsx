import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import CarriersPage from "../src/staff/carriers/CarriersPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const PAGE = "https://parcels.example/find?number={code}";
const CARRIER = { code: "swift", name: "Swift", tracking_url: PAGE, is_retired: false, revision: "r1" };
const LIST = { "GET /api/staff/carriers": () => ({ carriers: [CARRIER] }) };

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of carriers", () => {
  const open = async (answers: Answers = {}, permissions: readonly string[] = ["orders.ship", "carriers.change"]) => {
    const { shop } = shopWith({ ...LIST, ...answers });
    shop.session.begin({ role: "staff", permissions, session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<CarriersPage />, { shop, at: "/staff/carriers" });
    await screen.findByText("Swift");
  };

  it("only shows them to who may not change them", async () => {
    await open({}, ["orders.ship"]);
    expect(screen.getByRole("listitem").textContent).toContain(PAGE);
    expect(screen.queryAllByRole("button")).toEqual([]);
  });

  it("adds one", async () => {
    const sent: unknown[] = [];
    await open({
      "PUT /api/staff/carriers/slow": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { ...CARRIER, code: "slow" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "Add a carrier" }));
    const form = await screen.findByRole("form", { name: "Add a carrier" });
    const type = (label: string, value: string) =>
      fireEvent.change(within(form).getByLabelText(label), { target: { value } });
    type("Name", "Slow Parcels");
    type("Short name", "slow");
    type("Address of its tracking page", "https://slow.example/");
    fireEvent.click(within(form).getByRole("button", { name: "Add" }));
    await screen.findByText(/contains .*\{code\}.* once/);
    expect(sent).toEqual([]);
    type("Address of its tracking page", PAGE);
    fireEvent.click(within(form).getByRole("button", { name: "Add" }));
    await screen.findByRole("button", { name: "Add a carrier" });
    expect(sent).toEqual(['"new"', { name: "Slow Parcels", tracking_url: PAGE, is_retired: false }]);
  });

  it("retires one once staff confirm it", async () => {
    const sent: unknown[] = [];
    await open({
      "PUT /api/staff/carriers/swift": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { ...CARRIER, is_retired: true };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "Retire Swift" }));
    fireEvent.click(await screen.findByRole("button", { name: "Yes, retire it" }));
    await expect.poll(() => sent).toEqual(['"r1"', { name: "Swift", tracking_url: PAGE, is_retired: true }]);
  });
});
