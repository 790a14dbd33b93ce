import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import RolesPage from "../src/staff/people/RolesPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const named = (...permissions: string[]) =>
  permissions.map((permission) => ({ permission, amount_minor_max: permission === "payments.refund" ? 20_000 : null }));
const ROLES = [
  { name: "administrator", permissions: named("orders.read", "orders.ship", "payments.refund"), revision: "a1" },
  { name: "order-desk", permissions: named("orders.read", "payments.refund"), revision: "d1" },
];
const LIST = { "GET /api/staff/people": () => ({ people: [], roles: ROLES, next_cursor: null }) };

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of roles", () => {
  const open = async (answers: Answers = {}, permissions: readonly string[] = ["people.change-roles"]) => {
    const { shop } = shopWith({ ...LIST, ...answers });
    shop.session.begin({ role: "staff", permissions, session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<RolesPage />, { shop, at: "/staff/roles" });
    await screen.findByText("Order desk");
  };

  it("says up to which amount a role may refund", async () => {
    await open();
    expect(screen.getByText("orders.read, payments.refund (up to €200.00 of an order)")).toBeTruthy();
  });

  it("changes a role in the version that was seen, and no limit that was not touched", async () => {
    const sent: unknown[] = [];
    await open({
      "PUT /api/staff/roles/order-desk": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { ...ROLES[1], revision: "d2" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "Change: Order desk" }));
    fireEvent.click(screen.getByRole("checkbox", { name: "orders.ship" }));
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toHaveLength(2);
    expect(sent).toEqual(['"d1"', { permissions: [...named("orders.read", "payments.refund", "orders.ship")] }]);
  });

  it("makes a role with a name that the shop can have", async () => {
    const sent: unknown[] = [];
    await open({
      "PUT /api/staff/roles/returns-desk": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { name: "returns-desk", permissions: named("orders.read"), revision: "r1" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "New role" }));
    const form = screen.getByRole("form", { name: "New role" });
    fireEvent.change(within(form).getByLabelText(/^Name/), { target: { value: "Returns desk" } });
    fireEvent.click(within(form).getByRole("button", { name: "Save" }));
    expect(within(form).getByText(/name of lower-case letters/)).toBeTruthy();
    expect(within(form).getByText("Please choose at least one.")).toBeTruthy();
    fireEvent.change(within(form).getByLabelText(/^Name/), { target: { value: "returns-desk" } });
    fireEvent.click(within(form).getByRole("checkbox", { name: "orders.read" }));
    fireEvent.click(within(form).getByRole("button", { name: "Save" }));
    await expect.poll(() => sent).toEqual(['"new"', { permissions: named("orders.read") }]);
  });

  it("leaves the role of administrators as it is, and all to those who may only read", async () => {
    await open();
    expect(screen.queryByRole("button", { name: "Change: Administrator" })).toBeNull();
    cleanup();
    await open({}, ["people.read"]);
    expect(screen.queryAllByRole("button")).toEqual([]);
  });
});
