import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx"))
    .map((path) => readFileSync(join(folder, path), "utf8"));

it("The page of components shows every component of src/ui", () => {
  const components = sources("src/ui").flatMap((code) =>
    [...code.matchAll(/^export function ([A-Z]\w+)/gm)].map((match) => match[1]),
  );
  const shown = sources("tests/ui").join("\n");
  expect(components.length).toBeGreaterThan(15);
  expect(components.filter((name) => !new RegExp(`<${name}\\b`).test(shown))).toEqual([]);
});
