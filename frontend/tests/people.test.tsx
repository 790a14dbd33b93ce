import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonView } from "../src/api/schema";
import PeoplePage from "../src/staff/people/PeoplePage";
import { StaffNav } from "../src/staff/StaffNav";
import { renderShop, shopWith } from "./support/renderShop";

const CARL: PersonView = {
  id: "0d2c2a0e-1b1f-4a77-8f6a-111111111111",
  email: "carl@example.org",
  name: "Carl",
  role: "order-desk",
  state: "active",
  has_second_factor: false,
  created_at: "2026-11-29T10:00:00Z",
  revision: "r1",
};
const ROLES = [
  { name: "order-desk", permissions: [{ permission: "payments.refund", amount_minor_max: 20_000 }] },
  { name: "support", permissions: [{ permission: "orders.read", amount_minor_max: null }] },
];
const LIST = { "GET /api/staff/people": () => ({ people: [CARL], roles: ROLES, next_cursor: null }) };

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of people", () => {
  const open = async (answers: Parameters<typeof shopWith>[0]) => {
    const { shop } = shopWith({ ...LIST, ...answers });
    renderShop(<PeoplePage />, { shop, at: "/staff/people" });
    return (await screen.findByText("carl@example.org")).closest("li") as HTMLElement;
  };

  it("gives a role to the person as they were seen", async () => {
    const sent: unknown[] = [];
    const row = await open({
      [`PATCH /api/staff/people/${CARL.id}`]: async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { ...CARL, role: "support" };
      },
    });
    fireEvent.change(within(row).getByLabelText("Role of Carl"), { target: { value: "support" } });
    fireEvent.click(within(row).getByRole("button", { name: "Change role" }));
    await expect.poll(() => sent).toEqual(['"r1"', { role: "support" }]);
  });

  it("asks before it disables a person", async () => {
    const sent: unknown[] = [];
    const row = await open({
      [`PATCH /api/staff/people/${CARL.id}`]: async (request) => {
        sent.push(await request.json());
        return { ...CARL, state: "disabled" };
      },
    });
    fireEvent.click(within(row).getByRole("button", { name: "Disable" }));
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Yes, disable" }));
    await expect.poll(() => sent).toEqual([{ is_disabled: true }]);
  });

  it("invites to the role that permits least, unless another one is chosen", async () => {
    const sent: unknown[] = [];
    await open({
      "POST /api/staff/people": async (request) => {
        sent.push(await request.json());
        return { ...CARL, state: "invited", email: "dora@example.org" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "Invite a person" }));
    fireEvent.click(screen.getByRole("button", { name: "Send invitation" }));
    expect(screen.getByText("Please enter the name.")).toBeTruthy();
    fireEvent.change(screen.getByLabelText("Name"), { target: { value: "Dora" } });
    fireEvent.change(screen.getByLabelText("E-mail address"), { target: { value: " dora@example.org" } });
    fireEvent.click(screen.getByRole("button", { name: "Send invitation" }));
    await screen.findByText("We have mailed a link to dora@example.org. It is valid for a week.");
    expect(sent).toEqual([{ name: "Dora", email: "dora@example.org", role: "support" }]);
  });

  it("says up to which amount a role may refund", async () => {
    await open({});
    expect(screen.getByText(/payments\.refund/).textContent).toBe("payments.refund (up to €200.00 of an order)");
  });
});

describe("The staff navigation", () => {
  const areas = (permissions?: readonly string[]) => {
    const { shop } = shopWith({});
    const session_expires_at = new Date(Date.now() + 60_000).toISOString();
    shop.session.begin({ role: "staff", session_expires_at, ...(permissions && { permissions }) });
    renderShop(<StaffNav />, { shop });
    return screen.getAllByRole("link").map((link) => link.textContent);
  };

  it("leads to what the role permits", () => {
    expect(areas(["orders.read", "orders.ship"])).toEqual(["Orders", "Disputes", "Carriers", "Back to the shop"]);
  });

  it("leads everywhere for a session of which nothing is known", () => {
    expect(areas()).toContain("People");
  });
});
