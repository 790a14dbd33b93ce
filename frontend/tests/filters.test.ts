import { describe, expect, it } from "vitest";
import { readFilters, toQuery, writeFilters } from "../src/catalogue/filters";

describe("Filters", () => {
  it("survive the way through the address", () => {
    const filters = readFilters(
      new URLSearchParams("search=oak+mill&category=Kitchen+%26+Table&min=5&max=19,90&sort=-price"),
    );
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  it("that nobody asked for are not in the address", () => {
    expect(writeFilters(readFilters(new URLSearchParams())).toString()).toBe("");
  });

  it("reach the API in minor units", () => {
    const query = toQuery(readFilters(new URLSearchParams("min=5&max=19,90")));
    expect(query).toEqual({ price_min_minor: 500, price_max_minor: 1990, sort: "relevance" });
  });

  it("that make no sense do not reach the API", () => {
    expect(toQuery(readFilters(new URLSearchParams("min=cheap&sort=best")))).toEqual({ sort: "relevance" });
  });
});
