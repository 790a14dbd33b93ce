import { describe, expect, it } from "vitest";
import { CURRENCY, decimal, formatMoney, parseMoney, setCurrency } from "../src/money/money";

const spaces = /[\u00a0\u202f]/g;

describe("An amount", () => {
  it.each([
    [1234_56, "EUR", "en-IE", "€1,234.56"],
    [1234_56, "EUR", "fr-FR", "1 234,56 €"],
    [5, "EUR", "en-IE", "€0.05"],
    [-4_90, "EUR", "fr-FR", "-4,90 €"],
    [1500, "JPY", "en-IE", "JP¥1,500"],
  ])("of %d %s is written in %s as %s", (minor, currency, locale, text) => {
    expect(formatMoney(minor, currency, locale).replace(spaces, " ")).toBe(text);
  });

  it("keeps digits that a floating point number would lose", () => {
    expect(decimal(9007199254740991, 2)).toBe("90071992547409.91");
  });

  it.each([
    ["12,50", 1250],
    ["12.5", 1250],
    ["12", 1200],
    [" 1 200 € ", 120000],
    ["12.345", null],
    ["twelve", null],
    ["", null],
    ["-1", null],
  ])("typed as %j is %j minor units", (typed, minor) => {
    expect(parseMoney(typed, "EUR")).toBe(minor);
  });

  it.each([
    ["1200", "JPY", 1200],
    ["¥1 200", "JPY", 1200],
    ["12.5", "JPY", null],
    ["12,50 kr", "SEK", 1250],
    ["12.50 SEK", "SEK", 1250],
    ["$12", "SEK", null],
  ])("typed as %j in a shop of %s is %j minor units", (typed, currency, minor) => {
    expect(parseMoney(typed, currency)).toBe(minor);
  });

  it("is in the currency that the shop has answered, also at the next visit", () => {
    expect(CURRENCY).toBe("EUR");
    setCurrency("SEK");
    expect([CURRENCY, localStorage.getItem("cloudshop.currency")]).toEqual(["SEK", "SEK"]);
    setCurrency("EUR");
    localStorage.clear();
  });

  it("reads back what it wrote", () => {
    for (const minor of [0, 1, 99, 100, 1999, 99_999_999]) expect(parseMoney(decimal(minor, 2), "EUR")).toBe(minor);
  });
});
