import { describe, expect, it } from "vitest";
import type { ProductView, VariantView } from "../src/api/schema";
import { isInStock, shownVariant, valuesOf, variantWith } from "../src/catalog/product/variants";
import { nextSuggestion } from "../src/catalog/search/suggestions";

const variant = (colour: string, size: string, available: number): VariantView => ({
  sku: `${colour}-${size}`,
  option_values: [colour, size],
  price_minor: 1000,
  compare_at_price_minor: null,
  lowest_price_before_minor: null,
  available,
  backordered: false,
  grams: 0,
  barcode: "",
  requires_shipping: true,
  image_url: null,
});
const variants = [variant("moss", "S", 0), variant("moss", "M", 3), variant("sand", "S", 2), variant("sand", "L", 0)];
const jumper = { option_names: ["Colour", "Size"], variants } as unknown as ProductView;
const [mossS, mossM, sandS] = variants as [VariantView, VariantView, VariantView];

describe("Of a product's variants", () => {
  it("the one that the address asks for is shown, else the first in stock", () => {
    expect(shownVariant(jumper, "sand-S")?.sku).toBe("sand-S");
    expect(shownVariant(jumper, null)?.sku).toBe("moss-M");
    expect(shownVariant(jumper, "unknown")?.sku).toBe("moss-M");
  });

  it("every value is offered once", () => {
    expect(valuesOf(jumper, 0)).toEqual(["moss", "sand"]);
    expect(valuesOf(jumper, 1)).toEqual(["S", "M", "L"]);
  });

  it("a choice keeps the rest where it can, and leads to one that there is where it cannot", () => {
    expect(variantWith(jumper, sandS, 0, "moss")).toBe(mossS);
    expect(variantWith(jumper, mossM, 0, "sand")).toBe(sandS);
  });

  it.each([
    ["moss", 0, sandS, true],
    ["sand", 0, mossM, true],
    ["S", 1, mossM, false],
    ["M", 1, mossS, true],
  ])("the value %s is in stock with what is chosen before it", (value, option, present, expected) => {
    expect(isInStock(jumper, present, option, value)).toBe(expected);
  });
});

describe("The arrow keys of a list", () => {
  it("go round, past the text itself", () => {
    expect([-1, 0, 1].map((place) => nextSuggestion(place, 1, 2))).toEqual([0, 1, -1]);
    expect([-1, 0, 1].map((place) => nextSuggestion(place, -1, 2))).toEqual([1, -1, 0]);
  });
});
