import { describe, expect, it } from "vitest";
import { canBeReduced, removedItems } from "../src/orders/changes/removal";
import { checkCarrier } from "../src/staff/carriers/useCarriers";
import { checkReceiptLine, receiptLine } from "../src/staff/orders/returns/receiptLines";

const LINES = [
  { sku: "A", to_ship: 2 },
  { sku: "B", to_ship: 1 },
];

describe("Items", () => {
  it("are taken out while the order is confirmed and something is left", () => {
    expect(canBeReduced({ state: "confirmed", lines: LINES })).toBe(true);
    expect(canBeReduced({ state: "shipped", lines: LINES })).toBe(false);
    expect(canBeReduced({ state: "confirmed", lines: [{ sku: "B", to_ship: 1 }] })).toBe(false);
  });

  it("are taken out neither all nor none", () => {
    expect(removedItems(LINES, { A: 1 })).toEqual([{ sku: "A", quantity: 1 }]);
    expect(removedItems(LINES, {})).toBeNull();
    expect(removedItems(LINES, { A: 2, B: 1 })).toBeNull();
  });
});

describe("Lost value", () => {
  const noted = { resellable: 1, damaged: 0, lost: "2.50", reason: "worn" };

  it("is an amount with a reason", () => {
    expect(checkReceiptLine(noted, "EUR")).toBeNull();
    expect(checkReceiptLine({ ...noted, lost: "" }, "EUR")).toBeNull();
    expect(checkReceiptLine({ ...noted, lost: "much" }, "EUR")).toBe("lost-wrong");
    expect(checkReceiptLine({ ...noted, reason: " " }, "EUR")).toBe("lost-reason-missing");
  });

  it("is sent in minor units, without a reason where there is none", () => {
    expect(receiptLine("A", noted, "EUR")).toEqual({
      sku: "A",
      resellable: 1,
      damaged: 0,
      lost_value_minor: 250,
      lost_value_reason: "worn",
    });
    expect(receiptLine("A", { ...noted, lost: "" }, "EUR").lost_value_reason).toBeNull();
  });
});

describe("A carrier", () => {
  const fine = { code: "swift", name: "Swift", tracking_url: "https://parcels.example/find?number={code}" };

  it("has a page with the code behind its server", () => {
    expect(checkCarrier(fine)).toEqual({ code: null, name: null, tracking_url: null });
    for (const tracking_url of [
      "http://parcels.example/{code}",
      "https://{code}.example/",
      "https://parcels.example/",
    ]) {
      expect(checkCarrier({ ...fine, tracking_url }).tracking_url).toBe("page-wrong");
    }
    expect(checkCarrier({ ...fine, code: "Swift!" }).code).toBe("code-wrong");
  });
});
