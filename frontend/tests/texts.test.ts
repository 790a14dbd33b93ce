import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../src/i18n/languages";
import { type Text, type Texts, translator } from "../src/i18n/texts";

const modules = import.meta.glob<Record<string, Texts<string>>>("../src/**/*[tT]exts.ts", { eager: true });
const catalogues = Object.entries(modules)
  .filter(([path]) => !path.includes("/i18n/"))
  .flatMap(([path, module]) => Object.values(module).map((texts) => [path, texts] as const));

const forms = (text: Text) => (typeof text === "string" ? [text] : [text.one, text.other]);
const blanks = (text: Text) => [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe.each(catalogues)("The texts of %s", (_path, texts) => {
  it("have the same keys in every language", () => {
    for (const language of LANGUAGES) expect(Object.keys(texts[language]).sort()).toEqual(Object.keys(texts.en).sort());
  });

  it("leave the same blanks in every language", () => {
    for (const [key, text] of Object.entries(texts.en)) expect(blanks(texts.fr[key] ?? ""), key).toEqual(blanks(text));
  });

  it("say something", () => {
    for (const language of LANGUAGES)
      for (const [key, text] of Object.entries(texts[language]))
        for (const form of forms(text)) expect(form.trim(), `${language} ${key}`).not.toBe("");
  });
});

describe("Texts", () => {
  const texts: Texts<"left"> = {
    en: { left: { one: "{count} piece of {name}", other: "{count} pieces of {name}" } },
    fr: { left: { one: "{count} pièce de {name}", other: "{count} pièces de {name}" } },
  };

  it("count as their language does", () => {
    expect(translator("en", texts)("left", { count: 0, name: "soap" })).toBe("0 pieces of soap");
    expect(translator("fr", texts)("left", { count: 0, name: "savon" })).toBe("0 pièce de savon");
  });

  it("keep a blank that nothing fills, so that it is seen", () => {
    expect(translator("en", texts)("left", { count: 2 })).toBe("2 pieces of {name}");
  });
});
