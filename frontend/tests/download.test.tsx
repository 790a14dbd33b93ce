import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ORDERS_MAX } from "../src/account/download/assemble";
import { DownloadCard } from "../src/account/download/DownloadCard";
import { type DataFile, LEFT_OUT, SCHEMAS } from "../src/account/download/file";
import LogInPage from "../src/account/LogInPage";
import { type Answers, LOGGED_IN, refusal, renderShop, shopWith } from "./support/renderShop";

const ID = "0196f0c4-0000-7000-8000-000000000001";
const ORIGIN = "http://localhost:3000";
const NUMBERS = ["C-3", "C-2", "C-1"];
const INVOICE = { number: "INV-2026-000001", order_number: "C-1", kind: "invoice", total_minor: 900, currency: "EUR" };

const saved: Blob[] = [];

beforeEach(() => {
  localStorage.clear();
  saved.length = 0;
  vi.stubGlobal(
    "URL",
    class extends URL {
      static override createObjectURL(file: Blob): string {
        saved.push(file);
        return "blob:file";
      }
      static override revokeObjectURL(): void {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A shop in which the shopper has three orders, two to a page, and two pages of invoices. */
function open(other: Answers = {}) {
  const sent: unknown[] = [];
  const { shop, asked } = shopWith({
    "POST /api/me/export": async (request) => {
      sent.push(await request.json());
      return {
        exported_at: "2026-11-30T10:00:00Z",
        account: { id: ID },
        sessions: [],
        devices: [],
        passkeys: [],
        mail_links: [],
        mails: [],
      };
    },
    "GET /api/cart": () => ({ items: [{ sku: "MUG" }] }),
    "GET /api/orders": ({ url }) =>
      new URL(url).searchParams.has("cursor")
        ? { orders: [{ number: "C-1" }], next_cursor: null }
        : { orders: [{ number: "C-3" }, { number: "C-2" }], next_cursor: "after-C-2" },
    ...Object.fromEntries(NUMBERS.map((number) => [`GET /api/orders/${number}`, () => ({ number, lines: [] })])),
    "POST /api/invoice-look-ups": async (request) =>
      "cursor" in ((await request.json()) as object)
        ? { invoices: [{ ...INVOICE, number: "CN-2026-000001" }], next_cursor: null }
        : { invoices: [INVOICE], next_cursor: "after-INV" },
    "GET /api/me": () => ({ id: ID }),
    ...other,
  });
  shop.session.begin(LOGGED_IN);
  renderShop(<DownloadCard />, { shop, at: "/account" });
  return { shop, asked, sent };
}

function download(password = "a long walk") {
  fireEvent.click(screen.getByRole("button", { name: "Download my data …" }));
  fireEvent.change(screen.getByLabelText("Current password"), { target: { value: password } });
  fireEvent.click(screen.getByRole("button", { name: "Download the file" }));
}

async function theFile(): Promise<DataFile> {
  await waitFor(() => expect(saved).toHaveLength(1));
  return JSON.parse(await (saved[0] as Blob).text());
}

describe("The file of a shopper's data", () => {
  it("has every part, from all pages, and names the schema of each", async () => {
    const { sent } = open();
    download();
    const file = await theFile();
    expect(sent).toEqual([{ password: "a long walk" }]);
    expect([file.format, file.version, file.exported_at]).toEqual([
      "cloudshop-personal-data",
      1,
      "2026-11-30T10:00:00Z",
    ]);
    expect(Object.keys(file)).toEqual(expect.arrayContaining(Object.keys(SCHEMAS)));
    expect(file.schemas).toMatchObject({ ...SCHEMAS, document: `${ORIGIN}/api/openapi.json` });
    expect(file.orders.map(({ number }) => number)).toEqual(NUMBERS);
    expect(file.invoices.map(({ number }) => number)).toEqual(["INV-2026-000001", "CN-2026-000001"]);
    expect(file.invoices[0]?.page).toBe(`${ORIGIN}/orders/C-1`);
    expect(file.is_complete).toBe(true);
  });

  it("says what is not in it, and why", async () => {
    open();
    download();
    const { left_out } = await theFile();
    expect(left_out.map(({ data }) => data)).toEqual(LEFT_OUT);
    expect(left_out.every(({ why }) => why.length > 20)).toBe(true);
  });

  it("is followed by a message, and the dialog closes", async () => {
    open();
    download();
    await screen.findByText(/The file is in your downloads/);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("has the newest orders of an account with too many, and the page says so", async () => {
    const many = { orders: Array.from({ length: 100 }, () => ({ number: "C-1" })), next_cursor: "more" };
    const { asked } = open({ "GET /api/orders": () => many });
    download();
    expect((await theFile()).is_complete).toBe(false);
    expect(asked.filter((call) => call === "GET /api/orders/C-1")).toHaveLength(ORDERS_MAX);
    await screen.findByText(/please ask us for the others/);
  });
});

describe("Nothing is saved", () => {
  it("without a password", () => {
    const { asked } = open();
    download("");
    expect(asked).toEqual([]);
  });

  it("with a wrong password, and nothing else is read", async () => {
    const { asked } = open({ "POST /api/me/export": () => refusal(403, "current-password-wrong") });
    download();
    await screen.findByText("The current password is incorrect.");
    expect(asked).toEqual(["POST /api/me/export"]);
  });

  it("if one page fails, and it can be tried again", async () => {
    let isDown = true;
    open({ "GET /api/orders/C-2": () => (isDown ? refusal(503, "unavailable") : { number: "C-2" }) });
    download();
    await screen.findByText("Nothing was saved. You can try again.");
    expect(saved).toEqual([]);
    isDown = false;
    fireEvent.click(screen.getByRole("button", { name: "Download the file" }));
    expect((await theFile()).orders).toHaveLength(3);
  });

  it("if the session ends meanwhile", async () => {
    open({ "GET /api/me": () => refusal(401, "unauthenticated") });
    download();
    await screen.findByText("Please log in first.");
    expect(saved).toEqual([]);
  });

  it("if another account is logged in meanwhile", async () => {
    open({ "GET /api/me": () => ({ id: "another" }) });
    download();
    await screen.findByText(/Another account was logged in meanwhile/);
    expect(saved).toEqual([]);
  });

  it("once the dialog is closed", async () => {
    let answer: (order: object) => void = () => undefined;
    const { asked } = open({
      "GET /api/orders/C-3": () =>
        new Promise<object>((resolve) => {
          answer = resolve;
        }),
    });
    download();
    await screen.findByText("Reading your orders: 0 of 3 …");
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    answer({ number: "C-3" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).not.toContain("GET /api/me");
    expect(saved).toEqual([]);
  });
});

describe("The log-in", () => {
  it("says that the session has ended", () => {
    const { shop } = shopWith({});
    shop.session.begin(LOGGED_IN);
    shop.session.withdraw();
    renderShop(<LogInPage />, { shop, at: "/log-in" });
    expect(screen.getByText(/Your session has ended/)).toBeTruthy();
  });
});
