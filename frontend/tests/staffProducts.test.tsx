import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ProductsPage from "../src/staff/products/ProductsPage";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const card = (handle: string, state: string) => ({
  ...{
    handle,
    state,
    title: handle,
    vendor: "",
    category: "mugs",
    currency: "EUR",
    available: true,
    image: null,
    second_image_url: null,
  },
  ...{ price_minor: 900, price_max_minor: 900, compare_at_price_minor: null, lowest_price_before_minor: null },
});

describe("The list of products for staff", () => {
  const open = (permissions: string[], at = "/staff/products") => {
    const asked: string[] = [];
    const { shop } = shopWith({
      "GET /api/products": ({ url }) => {
        asked.push(new URL(url).search);
        return { products: [card("mug", "published"), card("pot", "draft")], similar: false, next_cursor: null };
      },
    });
    shop.session.begin({ role: "staff", session_expires_at: "2999-01-01T00:00:00Z", permissions });
    renderShop(<ProductsPage />, { shop, at, path: "/staff/products" });
    return asked;
  };

  it("has products of every state, and says which are not published", async () => {
    const asked = open(["catalog.read", "catalog.create"]);
    expect((await screen.findByText(/^pot · /)).textContent).toBe("pot · Draft");
    expect(screen.queryByText(/^mug · /)).toBeNull();
    expect(screen.getByRole("link", { name: "New product" })).toBeTruthy();
    expect(asked).toEqual(["?state=any"]);
  });

  it("is filtered by a state and a search, which the address holds", async () => {
    const asked = open(["catalog.read"], "/staff/products?q=pot-1");
    await screen.findByText(/^pot · /);
    fireEvent.change(screen.getByLabelText("Visibility"), { target: { value: "draft" } });
    await expect.poll(() => asked.at(-1)).toBe("?state=draft&search=pot-1");
    expect(screen.queryByRole("link", { name: "New product" })).toBeNull();
  });
});
