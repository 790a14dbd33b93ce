import { beforeEach, describe, expect, it } from "vitest";
import { NO_ADDRESS } from "../src/account/form/address";
import { isOutcomeKnown } from "../src/api/pendingRequest";
import { ResponseLost, ShopProblem } from "../src/api/problem";

import type { CartView } from "../src/api/schema";
import { withoutOrdered } from "../src/cart/rules";
import { loadDraft, NO_DRAFT, saveDraft } from "../src/checkout/draft";
import { changedQuote, type OrderBody, pendingOrder } from "../src/checkout/usePlaceOrder";

const body: OrderBody = {
  lines: [{ sku: "MUG", quantity: 1 }],
  expected_total_minor: 17_40,
  currency: "EUR",
  email: "ada@example.org",
  address: { ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte", postal_code: "75001", city: "Paris", country: "FR" },
  shipping_method: null,
  cart_id: null,
};
const problem = (status: number, slug = "x") => new ShopProblem({ status, type: `urn:cloudshop:problem:${slug}` });

describe("A pending order", () => {
  beforeEach(() => sessionStorage.clear());

  it("keeps its key and body through a reload, whatever is typed meanwhile", () => {
    const sent = pendingOrder(sessionStorage).begin(body);
    const afterReload = pendingOrder(sessionStorage);
    expect(afterReload.current()).toEqual(sent);
    expect(afterReload.begin({ ...body, email: "other@example.org" })).toEqual(sent);
  });

  it("has a new key once the previous one is cleared", () => {
    const orders = pendingOrder(sessionStorage);
    const { key } = orders.begin(body);
    orders.clear();
    expect(orders.current()).toBeNull();
    expect(orders.begin(body).key).not.toBe(key);
  });

  it.each([problem(409, "product-unavailable"), problem(422, "invalid-request"), problem(400)])(
    "has a known outcome after a refusal by the shop (%s)",
    (refusal) => expect(isOutcomeKnown(refusal)).toBe(true),
  );

  it.each([
    new ResponseLost(),
    problem(503),
    problem(502),
    problem(500),
    problem(429),
    problem(409, "idempotency-key-in-use"),
  ])("has no known outcome after trouble on the way (%s)", (trouble) => expect(isOutcomeKnown(trouble)).toBe(false));
});

describe("An order at a total that has changed", () => {
  it("is refused with the new quote, and with that alone", () => {
    const quote = { currency: "EUR", total_minor: 18_40 };
    const refusal = new ShopProblem({ status: 409, type: "urn:cloudshop:problem:price-changed", ...{ quote } });
    expect(changedQuote(refusal)).toBe(quote);
    expect(changedQuote(problem(409, "product-unavailable"))).toBeNull();
    expect(changedQuote(new ResponseLost())).toBeNull();
  });
});

describe("A cart whose order is confirmed", () => {
  const item = (sku: string, quantity: number) =>
    ({ sku, quantity, unit_price_minor: 500, line_total_minor: 500 * quantity }) as CartView["items"][number];

  it("keeps what was not ordered, or was added meanwhile", () => {
    const cart = { items: [item("MUG", 3), item("CUP", 1), item("JAR", 1)], subtotal_minor: 2500 } as CartView;
    const ordered = [
      { sku: "MUG", quantity: 2 },
      { sku: "CUP", quantity: 2 },
    ];
    const left = withoutOrdered(cart, ordered);
    expect(left.items).toEqual([item("MUG", 1), item("JAR", 1)]);
    expect(left.subtotal_minor).toBe(1000);
  });
});

describe("A checkout's draft", () => {
  beforeEach(() => sessionStorage.clear());

  it("is what was entered in this tab before", () => {
    expect(loadDraft(sessionStorage, null)).toBeNull();
    saveDraft(sessionStorage, { ...NO_DRAFT, email: "ada@example.org" });
    expect(loadDraft(sessionStorage, null)?.email).toBe("ada@example.org");
  });

  it("that cannot be read is ignored", () => {
    sessionStorage.setItem("cloudshop.checkout-draft", "{");
    expect(loadDraft(sessionStorage, null)).toBeNull();
  });
});
