import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import WebhooksPage from "../src/staff/webhooks/WebhooksPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const WEBHOOK = {
  id: "w1",
  url: "https://example.org/hooks",
  event_types: ["order.confirmed"],
  state: "active",
  created_at: "2026-11-29T10:00:00Z",
  failures: 2,
  next_attempt_at: "2026-11-29T11:00:00Z",
  previous_secret_until: null,
  revision: "r1",
};
const DELIVERY = {
  id: "d1",
  event_type: "order.confirmed",
  body: "{}",
  state: "given-up",
  created_at: "2026-11-29T10:00:00Z",
  attempts: 17,
  next_attempt_at: null,
  last_attempt_at: "2026-11-29T10:00:00Z",
  last_status: 503,
  last_failure: "status",
};
const LIST = {
  "GET /api/staff/webhooks": () => ({ items: [WEBHOOK], event_types: ["order.confirmed", "order.shipped"] }),
  "GET /api/staff/webhooks/w1/deliveries": () => ({ items: [DELIVERY], next_cursor: null }),
};
const ALL = ["webhooks.read", "webhooks.change", "webhooks.resend"];

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The page of webhooks", () => {
  const open = async (answers: Answers = {}, permissions: readonly string[] = ALL) => {
    const { shop } = shopWith({ ...LIST, ...answers });
    shop.session.begin({ role: "staff", permissions, session_expires_at: "2999-01-01T00:00:00Z" });
    renderShop(<WebhooksPage />, { shop, at: "/staff/webhooks" });
    await screen.findByText(WEBHOOK.url);
  };

  it("says that an endpoint fails", async () => {
    await open({}, ["webhooks.read"]);
    expect(screen.getByRole("listitem").textContent).toMatch(/Active.*order\.confirmed.*The last 2 attempts failed/);
    expect(screen.getAllByRole("button").map((each) => each.textContent)).toEqual(["Messages"]);
  });

  it("shows what was sent, why it was given up, and sends it again", async () => {
    const sent: string[] = [];
    await open({
      "POST /api/staff/webhooks/deliveries/d1/resend": () => {
        sent.push("d1");
        return { ...DELIVERY, state: "owed" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: `Messages to ${WEBHOOK.url}` }));
    const log = await screen.findByRole("region", { name: `Messages to ${WEBHOOK.url}` });
    const again = await within(log).findByRole("button", { name: "Send again" });
    expect(log.textContent).toMatch(/Given up.*17 attempts.*the server answered 503/);
    fireEvent.click(again);
    await expect.poll(() => sent).toEqual(["d1"]);
  });

  it("shows the secret of a new webhook once", async () => {
    const sent: unknown[] = [];
    await open({
      "POST /api/staff/webhooks": async (request) => {
        sent.push(await request.json());
        return Response.json({ secret: "whsec_abc", webhook: WEBHOOK }, { status: 201 });
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "New webhook" }));
    const form = screen.getByRole("form", { name: "New webhook" });
    fireEvent.click(within(form).getByRole("button", { name: "Create the webhook" }));
    expect(within(form).getByText("Please enter an address that begins with https://.")).toBeTruthy();
    fireEvent.change(within(form).getByLabelText("Address of the server"), { target: { value: "https://a.example/" } });
    fireEvent.click(within(form).getByRole("checkbox", { name: "order.confirmed" }));
    fireEvent.click(within(form).getByRole("button", { name: "Create the webhook" }));
    expect(await screen.findByText("whsec_abc")).toBeTruthy();
    expect(sent).toEqual([{ url: "https://a.example/", event_types: ["order.shipped"] }]);
    fireEvent.click(screen.getByRole("button", { name: "I have saved it" }));
    expect(screen.queryByText("whsec_abc")).toBeNull();
  });

  it("asks before it gives another secret, and shows it", async () => {
    const sent: unknown[] = [];
    await open({
      "PATCH /api/staff/webhooks/w1": async (request) => {
        sent.push(request.headers.get("if-match"), await request.json());
        return { webhook: WEBHOOK, secret: "whsec_new" };
      },
    });
    fireEvent.click(screen.getByRole("button", { name: `New secret: ${WEBHOOK.url}` }));
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Yes, a new one" }));
    expect(await screen.findByText("whsec_new")).toBeTruthy();
    expect(sent).toEqual(['"r1"', { rotates_secret: true }]);
  });
});
