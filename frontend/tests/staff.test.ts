import { beforeEach, describe, expect, it } from "vitest";
import { AttemptStore } from "../src/api/attempt";
import { ShopProblem } from "../src/api/problem";
import type { VariantView } from "../src/api/schema";
import { checkFile } from "../src/staff/catalogueFile";
import { faultsIn } from "../src/staff/faults";
import { readMovement } from "../src/staff/movements";
import { changedPrices, typedPrices } from "../src/staff/prices";
import { amountOf, canBeRefunded, checkAmount } from "../src/staff/refunds";

describe("A movement of stock", () => {
  it.each([
    ["12", 12],
    ["+3", 3],
    ["-3", -3],
    ["−3", -3],
    [" 1 000 ", 1000],
  ])("may be typed as %s", (typed, moved) => expect(readMovement(typed)).toBe(moved));

  it.each(["", "0", "-0", "1.5", "many", "101"])("is not %s", (typed) => expect(readMovement(typed, 100)).toBeNull());
});

describe("Prices", () => {
  const variant = (sku: string, price_minor: number, former: number | null): VariantView =>
    ({ sku, price_minor, compare_at_price_minor: former }) as VariantView;
  const variants = [variant("A", 1250, null), variant("B", 900, 1000)];

  it("are shown as they would be typed", () => {
    expect(typedPrices(variants, "EUR")).toEqual({
      A: { price: "12.50", former: "" },
      B: { price: "9.00", former: "10.00" },
    });
  });

  it("are sent only where they differ, however they are written", () => {
    const typed = { A: { price: "12,5", former: "" }, B: { price: "8", former: "" } };
    expect(changedPrices(typed, variants, "EUR")).toEqual([
      { sku: "B", price_minor: 800, compare_at_price_minor: null },
    ]);
  });
});

describe("A refund", () => {
  const order = { state: "delivered" as const, total_minor: 1650, refunded_minor: 650 };

  it("is possible while something that was paid is left", () => {
    expect(canBeRefunded(order)).toBe(true);
    expect(canBeRefunded({ ...order, refunded_minor: 1650 })).toBe(false);
    expect(canBeRefunded({ ...order, state: "confirmed" })).toBe(false);
  });

  it("is at most what is left, and all of it where nothing is typed", () => {
    expect(checkAmount("10,00", "EUR", 1000)).toBeNull();
    expect(checkAmount("10,01", "EUR", 1000)).toBe("amount-too-large");
    expect(checkAmount("0", "EUR", 1000)).toBe("amount-wrong");
    expect(checkAmount("", "EUR", 1000)).toBeNull();
    expect(amountOf(" ", "EUR")).toBeNull();
    expect(amountOf("2.50", "EUR")).toBe(250);
  });
});

describe("Attempts of several names", () => {
  beforeEach(() => sessionStorage.clear());

  it("do not know of each other", () => {
    const first = new AttemptStore<number>(sessionStorage, "refund A").begin(1);
    const second = new AttemptStore<number>(sessionStorage, "refund B").begin(2);
    expect(second.key).not.toBe(first.key);
    expect(new AttemptStore<number>(sessionStorage, "refund A").pending()).toEqual(first);
  });
});

describe("A catalogue file", () => {
  it("has something in it, and no more than the shop takes", () => {
    expect(checkFile({ size: 0 }, 10)).toBe("empty");
    expect(checkFile({ size: 10 }, 10)).toBeNull();
    expect(checkFile({ size: 11 }, 10)).toBe("too-large");
    expect(checkFile({ size: 11 })).toBeNull();
  });

  it("is refused line by line", () => {
    const errors = [{ line: 2, field: "Variant Price", problem: "is missing" }];
    const refusal = { status: 422, type: "urn:cloudshop:problem:file-refused", errors, errors_total: 70 };
    expect(faultsIn(new ShopProblem(refusal))).toEqual({ told: errors, total: 70 });
    expect(faultsIn(new ShopProblem({ status: 503 }))).toBeNull();
  });
});
