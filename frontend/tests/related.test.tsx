import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ProductView } from "../src/api/schema";
import { RelatedProducts } from "../src/catalog/related/RelatedProducts";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const product = (handle: string) =>
  ({ handle, title: `The ${handle}`, category: "mugs", images: [] }) as unknown as ProductView;
const card = (handle: string) => ({
  handle,
  title: `The ${handle}`,
  vendor: "Kiln",
  category: "mugs",
  price_minor: 3000,
  price_max_minor: 3000,
  compare_at_price_minor: null,
  lowest_price_before_minor: null,
  currency: "EUR",
  available: true,
  image: null,
  second_image_url: null,
});

async function visits(handle: string, others: readonly string[]) {
  const asked: string[] = [];
  const { shop } = shopWith({
    "GET /api/products": (request) => {
      asked.push(new URL(request.url).searchParams.get("category") ?? "");
      return { products: others.map(card), next_cursor: null, similar: false };
    },
  });
  renderShop(<RelatedProducts product={product(handle)} />, { shop, at: `/products/${handle}` });
  await screen.findAllByRole("link").catch(() => []);
  return asked;
}

it("offers four others of the category, and not the product itself", async () => {
  expect(await visits("jar", ["jar", "cup", "pot", "mug", "jug", "pan"])).toEqual(["mugs"]);
  const offered = await screen.findByRole("region", { name: "You may also like" });
  const titles = within(offered)
    .getAllByRole("link")
    .map(({ textContent }) => textContent);
  expect(titles).toEqual(["The cup", "The pot", "The mug", "The jug"]);
});

it("shows what was viewed in this tab before, the newest first, until the log-out clears it", async () => {
  for (const handle of ["cup", "pot", "cup", "mug"]) {
    await visits(handle, ["jar"]);
    cleanup();
  }
  await visits("pot", ["jar"]);
  const viewed = within(await screen.findByRole("region", { name: "Recently viewed" })).getAllByRole("link");
  expect(viewed.map((link) => link.getAttribute("href"))).toEqual(["/products/mug", "/products/cup"]);
});
