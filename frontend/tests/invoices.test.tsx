import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InvoicesView, OrderView } from "../src/api/schema";
import { InvoicesCard } from "../src/orders/invoices/InvoicesCard";
import { saveFile } from "../src/ui/saveFile";
import { type Answers, refusal, renderShop, shopWith } from "./support/renderShop";

vi.mock("../src/ui/saveFile");

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const EMAIL = "ada@example.org";
const issued = { issued_at: "2026-11-29T12:00:00Z", currency: "EUR" };
const ISSUED: InvoicesView = {
  next_cursor: null,
  invoices: [
    { number: "INV-2026-000007", order_number: "C-1", kind: "invoice", total_minor: 1740, ...issued },
    { number: "CN-2026-000003", order_number: "C-1", kind: "credit_note", total_minor: 200, ...issued },
  ],
};

function show(answers: Answers, states = ["confirmed", "shipped"]) {
  const order = { number: "CS-0000-0001", timeline: states.map((state) => ({ state })) } as unknown as OrderView;
  const { shop, asked } = shopWith(answers);
  renderShop(<InvoicesCard order={order} email={EMAIL} />, { shop });
  return asked;
}

describe("The invoices of an order", () => {
  it("are listed with their dates and amounts", async () => {
    show({ "POST /api/invoice-look-ups": () => ISSUED });
    await screen.findByText("Invoice INV-2026-000007 of 29 November 2026: €17.40");
    screen.getByText("Credit note CN-2026-000003 of 29 November 2026: €2.00");
  });

  it("are not asked for before anything is shipped", () => {
    expect(show({}, ["confirmed"])).toEqual([]);
    expect(screen.queryByRole("heading")).toBeNull();
  });

  it("are downloaded by who knows the address of the order", async () => {
    const bodies: object[] = [];
    show({
      "POST /api/invoice-look-ups": () => ISSUED,
      "POST /api/invoice-downloads": async (request) => {
        bodies.push(await request.json());
        return new Response("%PDF", { headers: { "content-type": "application/pdf" } });
      },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Download INV-2026-000007 (PDF)" }));
    await vi.waitFor(() => expect(saveFile).toHaveBeenCalledWith(expect.anything(), "INV-2026-000007.pdf"));
    expect(bodies).toEqual([{ number: "INV-2026-000007", email: EMAIL }]);
  });

  it("say so if a download is refused", async () => {
    show({
      "POST /api/invoice-look-ups": () => ISSUED,
      "POST /api/invoice-downloads": () => refusal(404, "invoice-unknown"),
    });
    fireEvent.click(await screen.findByRole("button", { name: "Download CN-2026-000003 (PDF)" }));
    await screen.findByText("We could not find this invoice. Reload the page of its order.");
  });
});
