import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The layers of src, lowest first. A folder imports from itself and from lower layers, never from its own layer. */
const LAYERS = [
  ["api", "ui"],
  ["i18n"],
  ["money", "queries"],
  ["session"],
  ["account", "cart"],
  ["catalog", "orders"],
  ["checkout", "home", "legal"],
  ["staff"],
  ["app"],
];
const MODULES_MAX = 15;

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
const layerOf = (path: string) => LAYERS.findIndex((row) => row.includes(folderOf(path)));
const folderOf = (path: string) => path.split("/")[0] ?? "";
const roomOf = (path: string) => dirname(path).split("/").slice(0, 2).join("/");

/** Every import of the shop's own modules, as [importer, imported]. */
const imports = modules.flatMap((importer) =>
  ts
    .preProcessFile(readFileSync(join("src", importer), "utf8"))
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => [importer, relative("src", join("src", dirname(importer), fileName))] as const),
);

describe("The modules of the web shop", () => {
  it("are all in a folder that has a layer", () => {
    expect(modules.filter((path) => layerOf(path) === -1)).toEqual([]);
    expect(imports.length).toBeGreaterThan(modules.length);
  });

  it("import only from their own folder and from lower layers", () => {
    const isAllowed = (importer: string, imported: string) =>
      folderOf(importer) === folderOf(imported) || layerOf(imported) < layerOf(importer);
    expect(imports.filter(([importer, imported]) => !isAllowed(importer, imported))).toEqual([]);
  });

  it("that serve one task of the staff import nothing of another task", () => {
    const isAllowed = (importer: string, imported: string) =>
      folderOf(imported) !== "staff" || [roomOf(importer), "staff"].includes(roomOf(imported));
    const ofTasks = imports.filter(([importer]) => roomOf(importer).startsWith("staff/"));
    expect(ofTasks.filter(([importer, imported]) => !isAllowed(importer, imported))).toEqual([]);
  });

  it("are at most fifteen to a folder", () => {
    const sizeOf = (folder: string) => modules.filter((path) => dirname(path) === folder).length;
    expect(modules.map(dirname).filter((folder) => sizeOf(folder) > MODULES_MAX)).toEqual([]);
  });
});
