import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
const sources = new Map(modules.map((path) => [path, readFileSync(join("src", path), "utf8")]));

export interface Lazy {
  readonly importer: string;
  readonly imported: string;
  /** The areas that `withTexts` loads beside it. */
  readonly listed: readonly string[];
}

/** Every `import()` of a module of the shop. */
export const LAZY: readonly Lazy[] = modules.flatMap((importer) =>
  [...textOf(importer).matchAll(/(?:withTexts\(\s*\[([^\]]*)\],\s*)?\(\) => import\("(\.[^"]+)"\)/g)].map(
    ([, listed = "", name = ""]) => ({
      importer,
      imported: resolve(importer, name) ?? name,
      listed: [...listed.matchAll(/"([^"]+)"/g)].map(([, area = ""]) => area),
    }),
  ),
);

/** The areas of texts that a module needs, with all that it imports at once. */
export function areasOf(...roots: readonly string[]): Set<string> {
  return new Set(
    [...reachedFrom(roots)].flatMap((path) =>
      [...textOf(path).matchAll(/useTexts\("([^"]+)"/g)].map(([, area = ""]) => area),
    ),
  );
}

function reachedFrom(roots: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    importsOf(path).forEach(visit);
  };
  roots.forEach(visit);
  return seen;
}

/** What a module imports when it is loaded: no types, and nothing by `import()`. */
function importsOf(path: string): string[] {
  const file = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest);
  return file.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => !(ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly))
    .map(({ moduleSpecifier }) => (moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ""))
    .map((name) => (name.startsWith(".") ? resolve(path, name) : undefined))
    .filter((imported) => imported !== undefined);
}

function resolve(importer: string, name: string): string | undefined {
  const base = relative("src", join("src", dirname(importer), name));
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => sources.has(path));
}

function textOf(path: string): string {
  return sources.get(path) ?? "";
}
