import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { limitsOf, rangeOf, valuesWith } from "../src/catalog/counts/counted";
import { parseFilters } from "../src/catalog/list/filters";
import ProductListPage from "../src/catalog/list/ProductListPage";
import { renderShop, shopWith } from "./support/renderShop";

afterEach(cleanup);

const RANGES = [
  { price_min_minor: 0, price_max_minor: 999, products: 2, more: false },
  { price_min_minor: 1000, price_max_minor: 2499, products: 5, more: false },
  { price_min_minor: 25000, price_max_minor: null, products: 1, more: false },
];
const COUNTS = {
  total: 8,
  available: 6,
  reduced: 1,
  more: false,
  categories: [{ value: "mugs", products: 8, more: false }],
  vendors: [{ value: "Acme", products: 3, more: true }],
  options: [{ value: "Size=L", products: 4, more: false }],
  prices: RANGES,
};
const MUG = { handle: "mug", title: "Mug", vendor: "", category: "mugs", price_minor: 900, price_max_minor: 900 };
const CARD = {
  ...MUG,
  compare_at_price_minor: null,
  lowest_price_before_minor: null,
  currency: "EUR",
  image: null,
  second_image_url: null,
};

/** The list, with the query strings that the shop was asked for. */
function openList(at = "/products") {
  const asked: URLSearchParams[] = [];
  const { shop } = shopWith({
    "GET /api/products": (request) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const counts = query.has("counts") ? COUNTS : null;
      return { products: [{ ...CARD, available: true }], similar: false, next_cursor: null, counts };
    },
    "GET /api/categories": () => ({ categories: [{ category: "mugs", name: "Mugs", products: 8 }] }),
  });
  renderShop(<ProductListPage />, { shop, at, path: "/products" });
  return asked;
}

describe("A range of prices", () => {
  it.each(RANGES)("is found again by the limits that it sets", (range) => {
    const filters = { ...parseFilters(new URLSearchParams()), ...limitsOf(range) };
    expect(rangeOf(filters, RANGES)).toBe(range);
  });
});

describe("A chosen value", () => {
  it("remains one of the values although nothing has it", () => {
    expect(valuesWith("Gone", COUNTS.vendors).map(({ value }) => value)).toEqual(["Acme", "Gone"]);
    expect(valuesWith("Acme", COUNTS.vendors).map(({ value }) => value)).toEqual(["Acme"]);
  });
});

describe("The list of products", () => {
  it("says how many there are, and how many each filter would find", async () => {
    openList();
    for (const name of ["Mugs (8)", "Acme (3+)", "Size: L (4)", "€10.00 to €24.99 (5)"]) {
      expect(await screen.findByRole("option", { name })).toBeTruthy();
    }
    expect(screen.getByLabelText("In stock (6)")).toBeTruthy();
    expect(screen.getByLabelText("On sale (1)")).toBeTruthy();
    expect((await screen.findByRole("status")).textContent).toBe("1 of 8 products");
  });

  it("is filtered by what is chosen", async () => {
    const asked = openList("/products?vendor=Acme");
    fireEvent.click(await screen.findByLabelText("In stock (6)"));
    await waitFor(() => expect(asked.at(-1)?.get("available")).toBe("true"));
    expect(asked.at(-1)?.get("vendor")).toBe("Acme");
  });
});
