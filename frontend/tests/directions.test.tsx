import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it } from "vitest";
import CartPage from "../src/cart/CartPage";
import { translator } from "../src/i18n/texts";
import { Page } from "../src/ui/page/Page";
import { cartOf, itemOf } from "./support/cart";
import { LOGGED_IN, renderShop, shopWith } from "./support/renderShop";

const CUP = "فنجان 2 أزرق";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

it("keeps a title that runs from the right apart from the sentence around it", () => {
  const t = translator("en", { removed: [["title"], " was removed."] });
  expect(t("removed", { title: CUP })).toBe(`\u2068${CUP}\u2069 was removed.`);
  expect(t("removed", { title: "Cup" })).toBe("Cup was removed.");
});

it("shows names of products in the direction of their own letters", async () => {
  const { shop } = shopWith({ "GET /api/cart": () => cartOf(itemOf({ title: CUP, option_values: ["أزرق"] })) });
  shop.session.begin(LOGGED_IN);
  renderShop(<CartPage />, { shop, at: "/cart" });
  const title = await screen.findByRole("heading", { name: CUP });
  for (const element of [title, screen.getByText("أزرق")]) expect(element.getAttribute("dir")).toBe("auto");
});

it("heads a page in the direction of its title", () => {
  render(
    <MemoryRouter>
      <Page title={CUP}>{null}</Page>
    </MemoryRouter>,
  );
  expect(screen.getByRole("heading", { name: CUP }).getAttribute("dir")).toBe("auto");
});
