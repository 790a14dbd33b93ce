import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ACCOUNT_PAGES, SHOP_PAGES, STAFF_PAGES } from "../src/app/routes";

const NGINX = readFileSync(join(import.meta.dirname, "..", "nginx.conf"), "utf8");
const SERVED = [...NGINX.matchAll(/location ~ (\S+) \{/g)]
  .filter(([line]) => line.includes("products") || line.includes("cart"))
  .map(([, pattern]) => new RegExp(pattern ?? "$."));
const PATHS = [...SHOP_PAGES, ...ACCOUNT_PAGES, ...STAFF_PAGES].map(({ path }) =>
  path.replace("/legal/:name", "/legal/terms").replace(/:\w+/, "a-1"),
);

describe("the web server", () => {
  it.each(PATHS.filter((path) => path !== "*"))("finds the page %s", (path) => {
    expect(SERVED.some((pattern) => pattern.test(path))).toBe(true);
  });

  it("finds no other", () => {
    for (const path of ["/nothing", "/cart/all", "/products/a/b", "/fr/cart", "/legal/recipes"]) {
      expect(SERVED.some((pattern) => pattern.test(path))).toBe(false);
    }
  });
});
