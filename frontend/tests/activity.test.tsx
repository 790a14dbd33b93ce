import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StaffActionView } from "../src/api/schema";
import ActivityPage from "../src/staff/activity/ActivityPage";
import { renderShop, shopWith } from "./support/renderShop";

const SHIPPED: StaffActionView = {
  id: "0d2c2a0e-1b1f-4a77-8f6a-111111111111",
  actor: "0d2c2a0e-1b1f-4a77-8f6a-222222222222",
  actor_name: "Ada",
  actor_email: "ada@example.org",
  action: "ship-order",
  subject: "CS-1",
  detail: {},
  at: "2026-11-29T10:00:00Z",
};

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The activity log", () => {
  const open = async (at: string, entries: readonly StaffActionView[] = [SHIPPED]) => {
    const asked: string[] = [];
    const answer = (request: Request) => {
      asked.push(new URL(request.url).search);
      return { actions: entries, next_cursor: null };
    };
    const exported = (request: Request) => {
      asked.push(new URL(request.url).pathname + new URL(request.url).search);
      return new Response("at,actor");
    };
    const { shop } = shopWith({ "GET /api/staff/actions": answer, "GET /api/staff/actions/export": exported });
    renderShop(<ActivityPage />, { shop, at, path: "/staff/actions" });
    await screen.findAllByText("CS-1");
    return asked;
  };

  it("names who acted, or their account if it has no name any more", async () => {
    await open("/staff/actions", [SHIPPED, { ...SHIPPED, id: "x", actor_name: "", actor_email: "" }]);
    expect(screen.getByRole("button", { name: "Only Ada" }).textContent).toBe("Ada");
    expect(screen.getByText(`Account ${SHIPPED.actor}`)).toBeTruthy();
  });

  it("is filtered as its address says, with the last day as a whole", async () => {
    const asked = await open("/staff/actions?action=ship-order&subject=CS-1&from=2026-11-01&to=2026-11-30");
    const query = new URLSearchParams(asked[0]);
    expect([query.get("action"), query.get("subject")]).toEqual(["ship-order", "CS-1"]);
    expect(new Date(query.get("since") ?? "")).toEqual(new Date("2026-11-01T00:00"));
    expect(new Date(query.get("until") ?? "")).toEqual(new Date("2026-12-01T00:00"));
  });

  it("shows what one person did once their name is chosen, and exports the same", async () => {
    URL.createObjectURL = vi.fn(() => "blob:");
    URL.revokeObjectURL = vi.fn();
    const asked = await open("/staff/actions");
    fireEvent.click(screen.getByRole("button", { name: "Only Ada" }));
    await expect.poll(() => asked.at(-1)).toBe("?email=ada%40example.org");
    fireEvent.click(screen.getByRole("button", { name: "Export for a spreadsheet" }));
    await expect.poll(() => asked).toContain("/api/staff/actions/export?email=ada%40example.org");
  });

  it("asks for no address while it is being typed", async () => {
    const asked = await open("/staff/actions?email=ada");
    expect(asked).toEqual([""]);
  });
});
