import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProductView, VariantView } from "../src/api/schema";
import { changeOf } from "../src/staff/products/editor/draft/body";
import { checkDraft } from "../src/staff/products/editor/draft/check";
import {
  copyOf,
  type Draft,
  draftOf,
  EMPTY,
  typeForAll,
  typeVariant,
  valueTexts,
} from "../src/staff/products/editor/draft/draft";
import {
  addOption,
  addValues,
  addVariant,
  firstMissing,
  nameOption,
  removeOption,
  removeValue,
  removeVariant,
  renameValue,
} from "../src/staff/products/editor/draft/matrix";
import EditProductPage from "../src/staff/products/editor/EditProductPage";
import NewProductPage from "../src/staff/products/editor/NewProductPage";
import { refusal, renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const MOST = 250;
const rows = ({ options, variants }: Draft) => variants.map((variant) => valueTexts(options, variant).join(" "));

/** A draft with an option for each entry, such as { Size: "S, M" }. */
function draftWith(options: Record<string, string>): Draft {
  return Object.entries(options).reduce((draft, [name, values]) => {
    const named = nameOption(addOption(draft), draft.nextId, name);
    return addValues(named, draft.nextId, values, MOST) ?? named;
  }, EMPTY);
}

const optionOf = (draft: Draft, name: string) => draft.options.find((option) => option.name === name)?.id ?? -1;
const idOf = (draft: Draft, text: string) =>
  draft.options.flatMap(({ values }) => values).find((value) => value.text === text)?.id ?? -1;

describe("The variants of a product", () => {
  it("are one for each combination of the options' values", () => {
    expect(rows(draftWith({ Size: "S, M,, s , L", Colour: "Moss, Sand" }))).toEqual([
      ..."S Moss,M Moss,L Moss,S Sand,M Sand,L Sand".split(","),
    ]);
  });

  it("are never more than a product may have", () => {
    const draft = draftWith({ Size: "S, M, L" });
    const grown = nameOption(addOption(draft), draft.nextId, "Colour");
    expect(addValues(grown, draft.nextId, "Moss, Sand", 5)).toBeNull();
    expect(addValues(grown, draft.nextId, "Moss, Sand", 6)?.variants).toHaveLength(6);
  });

  it("stay apart where one was removed, also for a further value, until it is added again", () => {
    let draft = draftWith({ Size: "S, M", Colour: "Moss, Sand" });
    const gone = draft.variants.find((variant) => valueTexts(draft.options, variant).join(" ") === "M Sand");
    draft = removeVariant(draft, gone?.id ?? -1);
    expect(rows(draft)).toEqual(["S Moss", "M Moss", "S Sand"]);
    expect(firstMissing(draft)).toEqual(gone?.values);
    for (let times = 0; times < 2; times++) draft = addVariant(draft, gone?.values ?? {});
    expect(firstMissing(draft)).toBeNull();
    expect(rows(draft)).toEqual(["S Moss", "M Moss", "S Sand", "M Sand"]);
  });

  it("follow a value that is renamed, even if it is another one's text for a moment", () => {
    let draft = draftWith({ Size: "S, M" });
    const [size, small] = [optionOf(draft, "Size"), idOf(draft, "S")];
    draft = renameValue(draft, size, small, "M");
    expect(Object.values(checkDraft(draft, "EUR"))).toContain("options-twice");
    draft = renameValue(draft, size, small, "Mini");
    expect(rows(draft)).toEqual(["Mini", "M"]);
  });

  it("go with a value or an option that is removed, but never all", () => {
    const draft = draftWith({ Size: "S, M", Colour: "Moss, Sand" });
    expect(rows(removeValue(draft, optionOf(draft, "Size"), idOf(draft, "S")))).toEqual(["M Moss", "M Sand"]);
    expect(rows(removeOption(draft, optionOf(draft, "Size")))).toEqual(["Moss", "Sand"]);
    expect(removeVariant(draftWith({ Size: "S, M" }), 0).options[0]?.values).toHaveLength(1);
  });
});

describe("A draft", () => {
  it.each([
    ["without a title", draftWith({ Size: "S" }), "title-missing"],
    ["with an option without a name", addOption(EMPTY), "option-missing"],
    ["with an option without values", nameOption(addOption(EMPTY), 1, "Size"), "values-missing"],
    ["with two options of a name", draftWith({ Size: "S", size: "M" }), "option-twice"],
    ["without a price", EMPTY, "price-wrong"],
    ["with a weight that is none", typeForAll(EMPTY, "weight", "light"), "weight-wrong"],
    ["with a stock that is none", typeForAll(EMPTY, "stock", "-1"), "stock-wrong"],
    ["with a SKU twice", typeForAll(draftWith({ Size: "S, M" }), "sku", "A"), "sku-twice"],
  ])("%s is not sent", (_name, draft, problem) => {
    expect(Object.values(checkDraft(draft, "EUR"))).toContain(problem);
  });
});

const variant = (sku: string, values: string[]): VariantView => ({
  ...{ sku, option_values: values, price_minor: 1250, compare_at_price_minor: 1500, lowest_price_before_minor: null },
  ...{ available: 3, backordered: false, grams: 200, barcode: "", image_url: null, requires_shipping: true },
});
const MUG: ProductView = {
  ...{ handle: "mug", title: "Mug", description: "Blue.", vendor: "Potter", product_type: "Mugs", category: "mugs" },
  ...{ tags: ["tea"], state: "published", currency: "EUR", tax_class: "standard", option_names: ["Size"] },
  ...{ variants: [variant("M-S", ["S"]), variant("M-L", ["L"])], images: [], planned_prices: [], uploads: [] },
};

describe("What is sent of a product that is edited", () => {
  const before = draftOf(MUG);

  it("is nothing if nothing differs", () => {
    expect(changeOf(before, draftOf(MUG), "EUR", MUG.variants)).toBeNull();
  });

  it("is what differs, with the prices of now", () => {
    const after = { ...removeVariant(before, before.variants[1]?.id ?? -1), parcel: "no" as const };
    const now = [{ ...variant("M-S", ["S"]), price_minor: 900, compare_at_price_minor: null }];
    expect(changeOf(before, after, "EUR", now)).toEqual({
      variants: [
        {
          ...{ sku: "M-S", option_values: ["S"], price_minor: 900, compare_at_price_minor: null },
          ...{ grams: 200, barcode: "", requires_shipping: false, former_sku: null, on_hand: null },
        },
      ],
    });
  });

  it("has the variants that somebody else has added meanwhile, as they are", () => {
    const after = removeVariant(before, before.variants[1]?.id ?? -1);
    const sent = changeOf(before, after, "EUR", [...MUG.variants, variant("M-XL", ["XL"])])?.variants;
    expect(sent?.map(({ sku, option_values }) => [sku, option_values])).toEqual([
      ["M-S", ["S"]],
      ["M-XL", ["XL"]],
    ]);
  });

  it("has a variant once that was saved although no answer came", () => {
    const after = typeVariant(before, before.variants[0]?.id ?? -1, "sku", "NEW");
    const sent = changeOf(before, after, "EUR", [variant("NEW", ["S"]), variant("M-L", ["L"])])?.variants;
    expect(sent?.map(({ sku }) => sku)).toEqual(["NEW", "M-L"]);
  });

  it("is nothing if a variant is removed and comes back", () => {
    const last = before.variants[1];
    const without = removeVariant({ ...before, options: [...before.options] }, last?.id ?? -1);
    expect(
      changeOf(before, addVariant({ ...without, options: before.options }, last?.values ?? {}), "EUR", []),
    ).toBeNull();
  });

  it("names the former SKU of a variant, and the stock of the new one", () => {
    const after = typeForAll(typeForAll(before, "sku", "NEW"), "stock", "4");
    const sent = changeOf(before, after, "EUR", MUG.variants)?.variants?.[0];
    expect(sent).toMatchObject({ sku: "NEW", former_sku: "M-S", on_hand: 4, price_minor: 1250 });
  });

  it("is a new product in a copy, with SKUs of its own", () => {
    const copy = copyOf(MUG, "Mug (copy)");
    expect(copy.variants.map(({ saved, typed }) => [saved, typed.sku, typed.price])).toEqual([
      [null, "", "12.50"],
      [null, "", "12.50"],
    ]);
  });
});

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("The page of a new product", () => {
  const open = (answer: () => Response, at = "/staff/new-product", permissions?: string[]) => {
    const sent: { key: string | null; body: unknown }[] = [];
    const { shop } = shopWith({
      "GET /api/products/mug": () => Response.json(MUG, { headers: { ETag: '"seen"' } }),
      "POST /api/staff/products": async (request) => {
        sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
        return answer();
      },
    });
    if (permissions) shop.session.begin({ role: "staff", session_expires_at: "2999-01-01T00:00:00Z", permissions });
    renderShop(<NewProductPage />, { shop, at, path: "/staff/new-product" });
    return sent;
  };

  it("makes a matrix of variants and fills it in at once", async () => {
    const sent = open(() => Response.json({ ...MUG, handle: "pot" }, { status: 201 }));
    type("Title", "Pot");
    press("Add an option");
    type("Name of option 1", "Size");
    type("New values of Size", "S, M");
    press("Add values");
    type("Price in EUR for all new variants", "12,50");
    type("Stock for all new variants", "5");
    press("Fill in");
    press("Save as draft");
    await screen.findByText("another page");
    expect(sent).toHaveLength(1);
    expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[0]?.body).toMatchObject({
      title: "Pot",
      option_names: ["Size"],
      variants: [
        { option_values: ["S"], price_minor: 1250, on_hand: 5, requires_shipping: true },
        { option_values: ["M"], price_minor: 1250, on_hand: 5, requires_shipping: true },
      ],
    });
  });

  it("names the fields that are missing, and sends nothing", async () => {
    const sent = open(() => refusal(500, "internal-error"));
    press("Save as draft");
    await screen.findByText("Enter a title.");
    expect(screen.getByText("Enter a price such as 12.50.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("Title"));
    expect(sent).toEqual([]);
  });

  it.each([
    ["a SKU that is taken", { type: "urn:cloudshop:problem:sku-taken", sku: "A" }, "SKU (optional)"],
    ["a handle that is taken", { type: "urn:cloudshop:problem:handle-taken", handle: "pot" }, "Handle (optional)"],
    [
      "a field that the API refuses",
      { type: "urn:cloudshop:problem:invalid-request", errors: [{ field: "variants.0.barcode", problem: "is odd" }] },
      "Barcode (optional)",
    ],
  ])("shows %s at its field, until that is edited", async (_name, problem, label) => {
    open(() => Response.json(problem, { status: 409 }));
    type("Title", "Pot");
    type("Price in EUR", "9");
    type("SKU (optional)", "A");
    press("Save as draft");
    const field = screen.getByLabelText(label);
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(field);
    type(label, "other");
    expect(field.getAttribute("aria-invalid")).toBeNull();
  });

  it("asks before something would cost nothing", async () => {
    const sent = open(() => Response.json(MUG, { status: 201 }));
    type("Title", "Pot");
    type("Price in EUR", "0");
    press("Save as draft");
    const asked = await screen.findByRole("dialog", { name: "Some variants would cost nothing." });
    expect(sent).toEqual([]);
    fireEvent.click(within(asked).getByRole("button", { name: "Yes, they are free" }));
    await screen.findByText("another page");
    expect(sent[0]?.body).toMatchObject({ variants: [{ price_minor: 0 }] });
  });

  it("begins as a copy of another one", async () => {
    open(() => refusal(500, "internal-error"), "/staff/new-product?copy=mug");
    expect((await screen.findByLabelText<HTMLInputElement>("Title")).value).toBe("Mug (copy)");
    expect(screen.getByLabelText<HTMLInputElement>("Value 2 of Size").value).toBe("L");
  });

  it("has no field of stock for who may not adjust it", async () => {
    open(() => refusal(500, "internal-error"), "/staff/new-product", ["catalog.create"]);
    await screen.findByLabelText("Weight in grams");
    expect(screen.queryByLabelText("In stock")).toBeNull();
  });
});

describe("The page that edits a product", () => {
  const open = (answer: () => Response) => {
    const sent: unknown[] = [];
    let etag = '"seen"';
    let shown = MUG;
    const { shop } = shopWith({
      "GET /api/products/mug": () => Response.json(shown, { headers: { ETag: etag } }),
      "PATCH /api/staff/products/mug": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        [etag, shown] = ['"newer"', { ...MUG, vendor: "Other" }];
        return answer();
      },
    });
    renderShop(<EditProductPage />, { shop, at: "/staff/products/mug/edit", path: "/staff/products/:handle/edit" });
    return sent;
  };

  it("sends what was edited for the version that was seen", async () => {
    const sent = open(() => Response.json(MUG, { headers: { ETag: '"saved"' } }));
    await screen.findByLabelText("Title");
    press("Save changes");
    await screen.findByText("Nothing has been changed.");
    type("Title", "Cup");
    press("Save changes");
    await screen.findByText("another page");
    expect(sent).toEqual(['"seen"', { title: "Cup" }]);
  });

  it("says why a variant cannot be removed", async () => {
    const problem = { type: "urn:cloudshop:problem:variant-reserved", sku: "M-L", reserved: 2 };
    const sent = open(() => Response.json(problem, { status: 409 }));
    await screen.findByLabelText("Title");
    press("Remove the variant L");
    press("Save changes");
    await screen.findByText("Orders have reserved 2 of M-L. Ship or cancel these orders first, then remove it.");
    expect(sent[1]).toMatchObject({ variants: [{ sku: "M-S" }] });
  });

  it("says what another person has changed, and then keeps it", async () => {
    const answers = [refusal(412, "changed-meanwhile"), Response.json(MUG, { headers: { ETag: '"saved"' } })];
    const sent = open(() => answers.shift() ?? refusal(500, "internal-error"));
    await screen.findByLabelText("Title");
    type("Title", "Cup");
    press("Save changes");
    await screen.findByText("The vendor");
    press("Save changes");
    await screen.findByText("another page");
    expect(sent).toEqual(['"seen"', { title: "Cup" }, '"newer"', { title: "Cup" }]);
  });
});
