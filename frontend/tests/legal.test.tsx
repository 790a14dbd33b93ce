import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Footer } from "../src/app/layout/Footer";
import { blocksOf } from "../src/legal/blocks";
import LegalPage from "../src/legal/LegalPage";
import { renderShop, shopWith } from "./support/renderShop";

afterEach(cleanup);

const TEXT = "# Who we are\n\nMerchant Ltd\n1 Long Lane\n\n- by mail\n- by phone\n\n<b>bold</b>";

describe("A text of the merchant", () => {
  it("is divided by empty lines into headings, paragraphs and lists", () => {
    expect(blocksOf(TEXT)).toEqual([
      { kind: "heading", lines: ["Who we are"] },
      { kind: "paragraph", lines: ["Merchant Ltd", "1 Long Lane"] },
      { kind: "list", lines: ["by mail", "by phone"] },
      { kind: "paragraph", lines: ["<b>bold</b>"] },
    ]);
  });

  it("is shown under its name, and its characters are no tags", async () => {
    const answer = () => ({ name: "imprint", language: "en", text: TEXT });
    const { shop, asked } = shopWith({ "GET /api/legal-texts/imprint": answer });
    renderShop(<LegalPage />, { shop, at: "/legal/imprint", path: "/legal/:name" });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Legal notice");
    expect((await screen.findByRole("heading", { level: 2 })).textContent).toBe("Who we are");
    expect(screen.getByText("<b>bold</b>")).toBeTruthy();
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["by mail", "by phone"]);
    expect(asked).toEqual(["GET /api/legal-texts/imprint"]);
  });

  it("that does not exist is not asked for", () => {
    const { shop, asked } = shopWith({});
    renderShop(<LegalPage />, { shop, at: "/legal/recipes", path: "/legal/:name" });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("There is no such page");
    expect(asked).toEqual([]);
  });
});

it("The bottom of every page leads to each text", () => {
  renderShop(<Footer />, shopWith({}));
  const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  const legal = links.filter((href) => href?.startsWith("/legal/"));
  expect(legal).toEqual(
    ["terms", "privacy", "imprint", "withdrawal", "shipping", "contact"].map((name) => `/legal/${name}`),
  );
});
