import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { LanguageSwitch } from "../src/app/layout/LanguageSwitch";
import { LanguageProvider } from "../src/i18n/LanguageProvider";
import type { Language } from "../src/i18n/languages";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function page(offered: readonly Language[] | undefined) {
  return (
    <LanguageProvider offered={offered}>
      <LanguageSwitch />
    </LanguageProvider>
  );
}

describe("The switch of languages", () => {
  it("has those that the shop offers", () => {
    render(page(["fr", "en"]));
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["FRFrançais", "ENEnglish"]);
  });

  it("is hidden where there is one, in which the page is whatever was chosen before", () => {
    localStorage.setItem("cloudshop.language", "en");
    const { rerender } = render(page(undefined));
    expect(document.documentElement.lang).toBe("en");
    rerender(page(["fr"]));
    expect(screen.queryAllByRole("button")).toEqual([]);
    expect(document.documentElement.lang).toBe("fr");
  });
});
