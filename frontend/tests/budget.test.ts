import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../src/i18n/languages";
import { areasOf } from "./support/areas";

const FIRST_LOAD_BYTES_MAX = 120_000;

interface Chunk {
  readonly file: string;
  readonly imports?: string[];
  readonly isEntry?: boolean;
}

type Manifest = Record<string, Chunk>;

/** The files that a page needs: the entry's and its own, with everything that these import at once. */
function filesOf(manifest: Manifest, ...roots: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  roots.forEach(visit);
  return seen;
}

const manifest = JSON.parse(await readFile("dist/.vite/manifest.json", "utf8")) as Manifest;
const pages = Object.keys(manifest).filter((name) => name.endsWith("Page.tsx"));
/** What surrounds a page is loaded with it. */
const codeOf = (page: string) => [
  ...(page.startsWith("src/staff/") ? ["src/app/layout/console/StaffLayout.tsx", "src/staff/StaffArea.tsx"] : []),
  page,
];
/** The page's code, and its texts in one language. */
const rootsOf = (page: string, language: string) => [
  "index.html",
  ...codeOf(page),
  ...[...areasOf("app/main.tsx", ...codeOf(page).map((path) => path.replace("src/", "")))].map(
    (area) => `locales/${language}/${area}.json`,
  ),
];
const sizes = new Map<string, number>();
async function sizeOf(file: string): Promise<number> {
  const size = sizes.get(file) ?? brotliCompressSync(await readFile(`dist/${file}`)).length;
  sizes.set(file, size);
  return size;
}

const visits = pages.flatMap((page) => LANGUAGES.map((language) => [page, language] as const));

describe("The first load of JavaScript", () => {
  it("is known for pages of this build", () => expect(pages).toContain("src/home/HomePage.tsx"));

  it("has one language", () => {
    const files = [...filesOf(manifest, ...rootsOf("src/home/HomePage.tsx", "fr"))];
    const texts = Object.entries(manifest).filter(([name, { file }]) => /^locales/.test(name) && files.includes(file));
    expect(texts.map(([name]) => name).sort()).toEqual(["locales/fr/catalog.json", "locales/fr/shop.json"]);
  });

  it.each(visits)("of %s in %s is at most 120 kB compressed by Brotli", async (page, language) => {
    const files = [...filesOf(manifest, ...rootsOf(page, language))].filter((file) => file.endsWith(".js"));
    const bytes = (await Promise.all(files.map(sizeOf))).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
  });
});
