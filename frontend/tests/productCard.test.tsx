import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { ProductCard as Card } from "../src/api/schema";
import { ProductCard } from "../src/catalog/list/ProductCard";
import { renderShop, shopWith } from "./support/renderShop";

afterEach(cleanup);

const CARD: Card = {
  handle: "mug",
  title: "Mug",
  vendor: "Kiln",
  category: "mugs",
  state: "published",
  price_minor: 3000,
  price_max_minor: 3000,
  compare_at_price_minor: 5000,
  lowest_price_before_minor: 4000,
  currency: "EUR",
  available: true,
  image: null,
  second_image_url: null,
};

function show(card: Card): void {
  renderShop(<ProductCard product={card} eager={false} level={2} />, { shop: shopWith({}).shop });
}

it("says beside a reduced price what the lowest of the 30 days before was", () => {
  show(CARD);
  expect(screen.getByText(/Lowest price of the 30 days before: €40\.00/)).toBeDefined();
});

it("says nothing of it where there was none", () => {
  show({ ...CARD, lowest_price_before_minor: null });
  expect(screen.queryByText(/Lowest price/)).toBeNull();
});
