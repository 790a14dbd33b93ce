import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { CategoryTiles } from "../src/home/CategoryTiles";
import { renderShop, shopWith } from "./support/renderShop";

afterEach(cleanup);

it("has a tile for each of the nine largest categories, in the order of the shop", async () => {
  const categories = Array.from({ length: 11 }, (_, index) => ({
    category: `c-${index}`,
    name: `Category ${index}`,
    products: index === 0 || index === 4 ? 1 : 10 + index,
    image_url: index === 10 ? "/pictures/mug.svg" : null,
  }));
  const { shop } = shopWith({ "GET /api/categories": () => ({ categories }) });
  renderShop(<CategoryTiles />, { shop });

  await screen.findByRole("link", { name: "Category 10" });
  const shown = screen.getAllByRole("link").map(({ textContent }) => textContent);
  expect(shown).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10].map((index) => `Category ${index}`));
  expect(document.querySelectorAll("li img")).toHaveLength(1);
});
