import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, expectTypeOf, it } from "vitest";
import { compile } from "../icu.ts";
import type { Problem, StaffActionView } from "../src/api/schema";
import type { TextKey } from "../src/i18n/catalogs";
import { LANGUAGES, type Language } from "../src/i18n/languages";
import { format, type Message } from "../src/i18n/message";
import { translator } from "../src/i18n/texts";

type Catalog = Record<string, Record<string, string>>;

const files = import.meta.glob<string>("../locales/**/*.json", { eager: true, query: "?raw", import: "default" });
const areas = (language: Language) =>
  Object.keys(files)
    .filter((path) => path.startsWith(`../locales/${language}/`))
    .map((path) => path.slice(`../locales/${language}/`.length))
    .sort();
const catalogOf = (language: Language, area: string) =>
  JSON.parse(files[`../locales/${language}/${area}`] ?? "{}") as Catalog;
const entriesOf = (catalog: Catalog) =>
  Object.entries(catalog).flatMap(([section, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${section}.${key}`, text] as const),
  );

/** The names of a message's arguments, also of those in its forms. */
function namesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => [
    ...("value" in element && element.type !== 0 ? [element.value] : []),
    ...("options" in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : []),
  ]);
}

const placeholders = (text: string) => [...new Set(namesIn(parse(text, { ignoreTag: true })))].sort();

/** What the message says for each of its forms, without values. */
function formsOf(message: Message): string[] {
  if (typeof message === "string") return [message];
  const inner = message.flatMap((part) => (typeof part === "string" ? [] : Object.values(part[1] ?? {})));
  return inner.length > 0 ? inner.flatMap(formsOf) : [format(message, "en", {})];
}

describe("The catalogues", () => {
  it.each(LANGUAGES)("have the same areas in %s", (language) => {
    expect(areas(language)).toEqual(areas("en"));
    expect(areas("en")).toContain("shop.json");
  });

  it("are of the languages that the shop has", () => {
    expect([...new Set(Object.keys(files).map((path) => path.split("/")[2]))].sort()).toEqual([...LANGUAGES].sort());
  });

  const all = LANGUAGES.flatMap((language) => areas("en").map((area) => [language, area] as const));

  it.each(all)("have the same keys, in the same order, in %s/%s", (language, area) => {
    const keys = (each: Language) => entriesOf(catalogOf(each, area)).map(([key]) => key);
    expect(keys(language)).toEqual(keys("en"));
  });

  it.each(all)("leave the same placeholders in %s/%s", (language, area) => {
    const here = Object.fromEntries(entriesOf(catalogOf(language, area)));
    for (const [key, text] of entriesOf(catalogOf("en", area)))
      expect(placeholders(here[key] ?? ""), key).toEqual(placeholders(text));
  });

  it.each(all)("say something in every form in %s/%s", (language, area) => {
    for (const [key, text] of entriesOf(catalogOf(language, area)))
      for (const form of formsOf(compile(text))) expect(form.trim(), key).not.toBe("");
  });

  it("name only problems and actions of the API", () => {
    type Slug = Problem["type"] extends `urn:cloudshop:problem:${infer Name}` ? Name : never;
    type Own = "retry" | "request" | "lost" | "crashed" | "other";
    expectTypeOf<Exclude<TextKey<"shop", "problems">, Slug | Own>>().toBeNever();
    expectTypeOf<TextKey<"staff/activity", "actions">>().toEqualTypeOf<StaffActionView["action"]>();
  });
});

describe("A message", () => {
  const say = (text: string, language: Language, values?: Record<string, string | number>) =>
    translator<"left">(language, { left: compile(text) })("left", values);

  it("counts as its language does", () => {
    const pieces = (one: string, other: string) =>
      `{count, plural, one {# ${one} of {name}} other {# ${other} of {name}}}`;
    expect(say(pieces("piece", "pieces"), "en", { count: 0, name: "soap" })).toBe("0 pieces of soap");
    expect(say(pieces("pièce", "pièces"), "fr", { count: 0, name: "soap" })).toBe("0 pièce of soap");
  });

  it("writes numbers as its language does", () => {
    const text = "{count, plural, one {# piece} other {# pieces, {rest}}}";
    expect(say(text, "en", { count: 1234, rest: 5678 })).toBe("1,234 pieces, 5,678");
    expect(say(text, "fr", { count: 1234, rest: 5678 })).toBe("1\u202f234 pieces, 5\u202f678");
  });

  it("has forms for a number itself, and for a word", () => {
    expect(say("{count, plural, =0 {none} other {#}}", "en", { count: 0 })).toBe("none");
    expect(say("{state, select, open {yes} other {no}}", "en", { state: "open" })).toBe("yes");
    expect(say("{state, select, open {yes} other {no}}", "en", { state: "shut" })).toBe("no");
  });

  it("keeps a placeholder that nothing fills, so that it is seen", () => {
    expect(say("{count} of {name}", "en", { count: 2 })).toBe("2 of {name}");
  });

  it.each(["{count", "{count, plural, one {#}}", "{day, date}", "{count, selectordinal, other {#}}"])(
    "that is %s stops the build",
    (text) => expect(() => compile(text)).toThrow(),
  );
});
