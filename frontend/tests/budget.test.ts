import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";

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
const rootsOf = (page: string) => [
  "index.html",
  ...(page.startsWith("src/staff/") ? ["src/app/layout/console/StaffLayout.tsx", "src/staff/StaffArea.tsx"] : []),
  page,
];

describe("The first load of JavaScript", () => {
  it("is known for pages of this build", () => expect(pages).toContain("src/home/HomePage.tsx"));

  it.each(pages)("of %s is at most 120 kB compressed by Brotli", async (page) => {
    const files = [...filesOf(manifest, ...rootsOf(page))].filter((file) => file.endsWith(".js"));
    const contents = await Promise.all(files.map((file) => readFile(`dist/${file}`)));
    const bytes = contents.reduce((sum, content) => sum + brotliCompressSync(content).length, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
  });
});
