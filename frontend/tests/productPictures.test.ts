import { describe, expect, it } from "vitest";
import type { ProductView, VariantView } from "../src/api/schema";
import { picturesOf, picturesOfValues } from "../src/catalog/product/pictures";

const variant = (colour: string, size: string, image_url: string | null) =>
  ({ option_values: [colour, size], image_url }) as VariantView;
const product = (images: string[], variants: VariantView[]) =>
  ({ images: images.map((url) => ({ url, alternative_text: "" })), variants }) as ProductView;
const [MOSS_S, MOSS_L, OAT_S] = [
  variant("Moss", "S", "moss"),
  variant("Moss", "L", "moss"),
  variant("Oat", "S", "oat"),
];

describe("The pictures of a variant", () => {
  const shown = (of: ProductView, one: VariantView) => picturesOf(of, one).map(({ url }) => url);

  it("are its own and those up to the next variant's own", () => {
    const jumper = product(["moss", "moss-near", "oat", "oat-near"], [MOSS_S, MOSS_L, OAT_S]);
    expect(shown(jumper, MOSS_L)).toEqual(["moss", "moss-near"]);
    expect(shown(jumper, OAT_S)).toEqual(["oat", "oat-near"]);
  });

  it("end with those that the variants have in common, which come before the first variant's own", () => {
    expect(shown(product(["label", "moss", "oat"], [MOSS_S, OAT_S]), OAT_S)).toEqual(["oat", "label"]);
  });

  it("are all of the product's where the variant has none", () => {
    const plain = variant("Grey", "S", null);
    expect(shown(product(["moss", "oat"], [MOSS_S, plain]), plain)).toEqual(["moss", "oat"]);
  });
});

describe("The values of an option", () => {
  it("have pictures where each has one of its own", () => {
    const pictures = picturesOfValues(product([], [MOSS_S, MOSS_L, OAT_S]), 0);
    expect([...(pictures ?? [])]).toEqual([
      ["Moss", "moss"],
      ["Oat", "oat"],
    ]);
  });

  it.each([
    ["sizes, which are seen in every colour", [MOSS_S, MOSS_L, OAT_S], 1],
    ["values with one picture for all", [variant("Moss", "S", "both"), variant("Oat", "S", "both")], 0],
    ["values of which one has no picture", [MOSS_S, variant("Oat", "S", null)], 0],
    ["a single value", [MOSS_S, MOSS_L], 0],
  ] as const)("have none where they are %s", (_, variants, option) => {
    expect(picturesOfValues(product([], [...variants]), option)).toBeNull();
  });
});
