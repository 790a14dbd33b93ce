import { beforeEach, describe, expect, it } from "vitest";
import { isDecided } from "../src/api/attempt";
import { AnswerLost, ShopProblem } from "../src/api/problem";
import { type OrderBody, orderAttempts } from "../src/checkout/attempt";
import { keepDraft, keptDraft, NO_DRAFT } from "../src/checkout/draft";

const body: OrderBody = {
  lines: [{ sku: "MUG", quantity: 1 }],
  email: "ada@example.org",
  address: { name: "Ada", street: "1 Rue Verte", postal_code: "75001", city: "Paris", country: "FR" },
  payment_method: "card_ok",
  cart_id: null,
};
const problem = (status: number, slug = "x") => new ShopProblem({ status, type: `urn:cloudshop:problem:${slug}` });

describe("An attempt to order", () => {
  beforeEach(() => sessionStorage.clear());

  it("keeps its key and body through a reload, whatever is typed meanwhile", () => {
    const sent = orderAttempts(sessionStorage).begin(body);
    const afterReload = orderAttempts(sessionStorage);
    expect(afterReload.pending()).toEqual(sent);
    expect(afterReload.begin({ ...body, email: "other@example.org" })).toEqual(sent);
  });

  it("has a key of its own once the one before is settled", () => {
    const attempts = orderAttempts(sessionStorage);
    const { key } = attempts.begin(body);
    attempts.settle();
    expect(attempts.pending()).toBeNull();
    expect(attempts.begin(body).key).not.toBe(key);
  });

  it.each([problem(409, "product-unavailable"), problem(422, "invalid-request"), problem(400)])(
    "is decided by a refusal of the shop's own (%s)",
    (refusal) => expect(isDecided(refusal)).toBe(true),
  );

  it.each([
    new AnswerLost(),
    problem(503),
    problem(502),
    problem(500),
    problem(429),
    problem(409, "idempotency-key-in-use"),
  ])("is not decided by trouble on the way (%s)", (trouble) => expect(isDecided(trouble)).toBe(false));
});

describe("A checkout's draft", () => {
  beforeEach(() => sessionStorage.clear());

  it("is what was typed before in this tab", () => {
    expect(keptDraft(sessionStorage)).toBeNull();
    keepDraft(sessionStorage, { ...NO_DRAFT, email: "ada@example.org" });
    expect(keptDraft(sessionStorage)?.email).toBe("ada@example.org");
  });

  it("that cannot be read is none", () => {
    sessionStorage.setItem("cloudshop.checkout-draft", "{");
    expect(keptDraft(sessionStorage)).toBeNull();
  });
});
