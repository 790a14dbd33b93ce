import { describe, expect, it } from "vitest";
import { decimal, formatMoney, parseMoney } from "../src/money/money";

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

  it("reads back what it wrote", () => {
    for (const minor of [0, 1, 99, 100, 1999, 99_999_999]) expect(parseMoney(decimal(minor, 2), "EUR")).toBe(minor);
  });
});
