import { describe, expect, it } from "vitest";
import { filterParams, parseFilters, toQuery } from "../src/catalog/list/filters";

describe("Filters", () => {
  it("survive the way through the URL", () => {
    const filters = parseFilters(
      new URLSearchParams("search=oak+mill&category=Kitchen+%26+Table&min=5&max=19,90&sort=-price"),
    );
    expect(parseFilters(filterParams(filters))).toEqual(filters);
  });

  it("that filter nothing are not in the URL", () => {
    expect(filterParams(parseFilters(new URLSearchParams())).toString()).toBe("");
  });

  it("reach the API in minor units", () => {
    const query = toQuery(parseFilters(new URLSearchParams("min=5&max=19,90")));
    expect(query).toEqual({ price_min_minor: 500, price_max_minor: 1990, sort: "relevance" });
  });

  it("that are not valid do not reach the API", () => {
    expect(toQuery(parseFilters(new URLSearchParams("min=cheap&sort=best")))).toEqual({ sort: "relevance" });
  });
});
