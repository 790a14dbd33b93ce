import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import DeadLettersPage from "../src/staff/deadLetters/DeadLettersPage";
import ImportsPage from "../src/staff/imports/ImportsPage";
import PeoplePage from "../src/staff/people/PeoplePage";
import PromotionsPage from "../src/staff/promotions/PromotionsPage";
import StockPage from "../src/staff/stock/StockPage";
import { type Answers, renderShop, shopWith } from "./support/renderShop";

const page = (rows: object) => () => ({ ...rows, next_cursor: null });
const PERSON = { id: "p", email: "carl@example.org", name: "Carl", role: "support", state: "active", revision: "r" };
const LETTER = {
  id: "d",
  event_type: "shop.order.placed.v1",
  state: "open",
  replayable: true,
  stored_at: "2026-11-29T10:00:00Z",
};
const PROMOTION = { id: "x", names: { en: "Ten" }, kind: "percentage", valid_from: "2026-11-29T10:00:00Z", uses: 0 };
const ITEM = {
  sku: "MUG-1",
  title: "Mug",
  option_values: [],
  on_hand: 1,
  reserved: 0,
  available: 1,
  policy: "tracked",
};

/** Each page of the staff, with what it asks for, what is seen on it, and the buttons of those permissions. */
const PAGES: [string, () => React.ReactNode, Answers, string, Record<string, string>][] = [
  [
    "people",
    () => <PeoplePage />,
    { "GET /api/staff/people": page({ people: [PERSON], roles: [] }) },
    "carl@example.org",
    { "people.invite": "Invite a person", "people.change": "Change role", "people.end-sessions": "Log out everywhere" },
  ],
  [
    "dead letters",
    () => <DeadLettersPage />,
    { "GET /api/staff/dead-letters": page({ dead_letters: [LETTER] }) },
    "shop.order.placed.v1",
    { "dead-letters.replay": "Replay", "dead-letters.discard": "Discard" },
  ],
  [
    "promotions",
    () => <PromotionsPage />,
    { "GET /api/staff/promotions": page({ promotions: [{ ...PROMOTION, code: null, valid_until: null }] }) },
    "Ten",
    { "promotions.create": "New promotion", "promotions.change": "Change promotion", "promotions.end": "End now" },
  ],
  ["stock", () => <StockPage />, { "GET /api/staff/stock": page({ stock: [ITEM] }) }, "Mug", {}],
];

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("A page of the staff", () => {
  const open = async (element: React.ReactNode, answers: Answers, seen: string, permissions: readonly string[]) => {
    const { shop } = shopWith(answers);
    const session_expires_at = new Date(Date.now() + 60_000).toISOString();
    shop.session.begin({ role: "staff", session_expires_at, permissions });
    renderShop(element, { shop, at: "/staff/page" });
    await screen.findByText(seen);
    return screen.queryAllByRole("button").map((button) => button.textContent);
  };

  it.each(PAGES)("of %s has no button for those who may only read", async (_name, element, answers, seen, buttons) => {
    const shown = await open(element(), answers, seen, []);
    expect(shown.filter((text) => Object.values(buttons).includes(text ?? ""))).toEqual([]);
  });

  it.each(PAGES)("of %s has the buttons of each permission", async (_name, element, answers, seen, buttons) => {
    const shown = await open(element(), answers, seen, Object.keys(buttons));
    expect(shown).toEqual(expect.arrayContaining(Object.values(buttons)));
  });

  it("of stock lets those move it who may adjust it", async () => {
    const answers = { "GET /api/staff/stock": page({ stock: [ITEM] }) };
    expect(await open(<StockPage />, answers, "Mug", ["inventory.read"])).toEqual([]);
    cleanup();
    expect(await open(<StockPage />, answers, "Mug", ["inventory.adjust"])).toHaveLength(1);
  });

  it("of imports exports for those who may not import", async () => {
    expect(await open(<ImportsPage />, {}, "Export", ["catalog.export"])).toHaveLength(1);
  });
});
