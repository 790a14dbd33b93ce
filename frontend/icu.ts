import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, type PluralOrSelectOption, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";
import type { Message } from "./src/i18n/message";

const CATALOG = /\/locales\/(\w+\/.+)\.json$/;
const FOLDER = join(import.meta.dirname, "locales");
/** What decides how the catalogues are written, beside themselves. */
const FORMAT = ["icu.ts", "src/i18n/message.ts"].map((path) => join(import.meta.dirname, path));

/** Compiles the catalogues' messages, so that the browser needs no parser. A message that is wrong stops the build. */
export function icu(): Plugin {
  return {
    name: "icu",
    enforce: "pre",
    transform: (code, id) => (CATALOG.test(id) ? { code: compileCatalog(code), map: null } : null),
  };
}

/** The file of a catalogue; undefined for other chunks. One hash for all of them keeps the list of files small. */
export function catalogFileName({ facadeModuleId }: { facadeModuleId?: string | null }): string | undefined {
  const [, name] = CATALOG.exec(facadeModuleId ?? "") ?? [];
  return name && `assets/texts-${hashOf()}/${name}.js`;
}

function hashOf(): string {
  const catalogs = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
  const hash = createHash("sha256");
  for (const path of [...catalogs.sort().map((path) => join(FOLDER, path)), ...FORMAT]) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 12);
}

function compileCatalog(json: string): string {
  return JSON.stringify(JSON.parse(json, (_, value) => (typeof value === "string" ? compile(value) : value)));
}

/** A message in ICU MessageFormat, as src/i18n/message.ts formats it. It has text, plain arguments, plurals and selects. */
export function compile(message: string): Message {
  return compileParts(parse(message, { ignoreTag: true, requiresOtherClause: true }), "");
}

function compileParts(elements: readonly MessageFormatElement[], counted: string): Message {
  const parts = elements.map((element) => compilePart(element, counted));
  if (parts.length === 0) return "";
  return parts.length === 1 && typeof parts[0] === "string" ? parts[0] : parts;
}

function compilePart(element: MessageFormatElement, counted: string) {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return [element.value] as const;
    case TYPE.pound:
      return [counted] as const;
    case TYPE.select:
      return [element.value, compileForms(element.options, counted)] as const;
    case TYPE.plural:
      if (element.offset === 0 && element.pluralType === "cardinal")
        return [element.value, compileForms(element.options, element.value)] as const;
  }
  throw new Error(
    "A message may have plain arguments, plurals without offset, and selects; format numbers and dates in code.",
  );
}

function compileForms(options: Readonly<Record<string, PluralOrSelectOption>>, counted: string) {
  return Object.fromEntries(Object.entries(options).map(([form, { value }]) => [form, compileParts(value, counted)]));
}
