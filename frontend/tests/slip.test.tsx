import { describe, expect, it } from "vitest";
import type { OrderView } from "../src/api/schema";
import { packed } from "../src/staff/orders/slip/packed";

describe("A packing slip", () => {
  const lines = [
    { sku: "MUG", title: "Mug", quantity: 3, to_ship: 2 },
    { sku: "CUP", title: "Cup", quantity: 1, to_ship: 0 },
  ];
  const parcels = [{ id: "1", lines: [{ sku: "CUP", quantity: 1 }] }];
  const order = { lines, parcels } as unknown as OrderView;

  it("lists what is left to ship", () => {
    expect(packed(order, null)).toEqual([{ sku: "MUG", title: "Mug", quantity: 2 }]);
  });

  it("of a parcel lists what is in it", () => {
    expect(packed(order, "1")).toEqual([{ sku: "CUP", title: "Cup", quantity: 1 }]);
  });
});
