import { beforeEach, describe, expect, it } from "vitest";
import { PendingRequestStore } from "../src/api/pendingRequest";
import { ShopProblem } from "../src/api/problem";
import type { OrderView, ProductView, VariantView } from "../src/api/schema";
import { cellProblemsIn } from "../src/staff/imports/CellProblemList";
import { checkFile } from "../src/staff/imports/ImportForm";
import { amountOf, canBeRefunded, checkAmount } from "../src/staff/orders/refunds";
import { isReturnRefundAwaited, lacksReturnRefund } from "../src/staff/orders/returns/openReturn";
import { changesBetween } from "../src/staff/products/changes";
import { changedPrices, oddPrices, typedPrices } from "../src/staff/products/prices/prices";
import { parseQuantity } from "../src/staff/stock/quantity";

describe("A movement of stock", () => {
  it.each([
    ["12", 12],
    ["+3", 3],
    ["-3", -3],
    ["−3", -3],
    [" 1 000 ", 1000],
  ])("may be typed as %s", (typed, moved) => expect(parseQuantity(typed)).toBe(moved));

  it.each(["", "0", "-0", "1.5", "many", "101"])("is not %s", (typed) => expect(parseQuantity(typed, 100)).toBeNull());
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

describe("A new price", () => {
  const price = (price_minor: number, compare_at_price_minor: number | null = null) => ({
    sku: "A",
    price_minor,
    compare_at_price_minor,
  });

  it("is asked about if it is nothing, or not less than the former price", () => {
    expect(oddPrices([price(0), price(800, 800), price(800, 700)])).toHaveLength(3);
    expect(oddPrices([price(1), price(800), price(800, 801)])).toEqual([]);
  });
});

describe("Two versions of a product", () => {
  const variant = { sku: "A", price_minor: 800, compare_at_price_minor: null, available: 3 } as VariantView;
  const product = { title: "Mug", state: "draft", tags: ["x"], variants: [variant] } as unknown as ProductView;

  it("are compared by what staff write, and not by stock", () => {
    expect(changesBetween(product, { ...product, variants: [{ ...variant, available: 2 }] })).toEqual({
      fields: [],
      prices: [],
    });
    expect(changesBetween(product, { ...product, title: "Cup", tags: ["y"] }).fields).toEqual(["title", "tags"]);
  });

  it("show each price that differs, also of variants that are gone or new", () => {
    const cup = { ...variant, sku: "B" };
    const now = { ...product, variants: [{ ...variant, price_minor: 900 }, cup] };
    expect(changesBetween(product, now).prices).toEqual([
      { sku: "A", before: 800, now: 900 },
      { sku: "B", before: null, now: 800 },
    ]);
    expect(changesBetween(now, product).prices[1]).toEqual({ sku: "B", before: 800, now: null });
  });
});

describe("A refund", () => {
  const order = { state: "delivered" as const, total_minor: 1650, refunded_minor: 650 };

  it("is possible while some of a captured payment is left", () => {
    expect(canBeRefunded(order)).toBe(true);
    expect(canBeRefunded({ ...order, refunded_minor: 1650 })).toBe(false);
    expect(canBeRefunded({ ...order, state: "confirmed" })).toBe(false);
  });

  it("is at most what is left, and all of it where nothing is typed", () => {
    expect(checkAmount("10,00", "EUR", 1000)).toBeNull();
    expect(checkAmount("10,01", "EUR", 1000)).toBe("amount-too-large");
    expect(checkAmount("0", "EUR", 1000)).toBe("amount-wrong");
    expect(checkAmount("", "EUR", 1000)).toBeNull();
    expect(amountOf(" ", "EUR", 1000)).toBe(1000);
    expect(amountOf("2.50", "EUR", 1000)).toBe(250);
  });
});

describe("Pending requests with different names", () => {
  beforeEach(() => sessionStorage.clear());

  it("do not share their keys", () => {
    const first = new PendingRequestStore<number>(sessionStorage, "refund A").begin(1);
    const second = new PendingRequestStore<number>(sessionStorage, "refund B").begin(2);
    expect(second.key).not.toBe(first.key);
    expect(new PendingRequestStore<number>(sessionStorage, "refund A").current()).toEqual(first);
  });
});

describe("A catalogue file", () => {
  it("is not empty, and not larger than the API accepts", () => {
    expect(checkFile({ size: 0 }, 10)).toBe("empty");
    expect(checkFile({ size: 10 }, 10)).toBeNull();
    expect(checkFile({ size: 11 }, 10)).toBe("too-large");
  });

  it("is refused line by line", () => {
    const errors = [{ line: 2, field: "Variant Price", problem: "is missing" }];
    const refusal = { status: 422, type: "urn:cloudshop:problem:file-refused", errors, errors_total: 70 };
    expect(cellProblemsIn(new ShopProblem(refusal))).toEqual({ listed: errors, total: 70 });
    expect(cellProblemsIn(new ShopProblem({ status: 503 }))).toBeNull();
  });
});

describe("The refund of a return", () => {
  const order = (state: string, received_at: string | null) =>
    ({ returns: [{ id: "r", state, received_at, refund_minor: 12_50 }] }) as unknown as OrderView;

  it("is awaited from the receipt until it is made", () => {
    expect(isReturnRefundAwaited(order("approved", null))).toBe(false);
    expect(isReturnRefundAwaited(order("received", "2026-11-29T12:00:00Z"))).toBe(true);
    expect(isReturnRefundAwaited(order("refunded", "2026-11-29T12:00:00Z"))).toBe(false);
  });

  it("is looked for among those of the payment", () => {
    expect(lacksReturnRefund(order("approved", null), [])).toBe(false);
    expect(lacksReturnRefund(order("refunded", "2026-11-29T12:00:00Z"), [{ id: "another" }])).toBe(true);
    expect(lacksReturnRefund(order("refunded", "2026-11-29T12:00:00Z"), [{ id: "r" }])).toBe(false);
  });
});
