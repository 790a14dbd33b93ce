import { beforeEach, describe, expect, it } from "vitest";
import { checkAddress, fieldsOf, isBlank, NO_ADDRESS } from "../src/account/form/address";
import { checkEmail, checkNewPassword } from "../src/account/form/checks";
import type { CountryView } from "../src/api/schema";
import { loadLanguage, loadOffered, saveLanguage, saveOffered } from "../src/i18n/languages";
import { logInPath, returnPath } from "../src/session/returnPath";

describe("After the log-in", () => {
  it.each(["/checkout", "/orders?x=1"])("the shopper returns to %s", (to) => {
    expect(returnPath(new URLSearchParams({ to }))).toBe(to);
  });

  it.each(["", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "the shopper is not led to %s",
    (to) => expect(returnPath(new URLSearchParams({ to }))).toBe("/account"),
  );

  it("the shopper sees the account if no page needed the log-in", () => {
    expect(returnPath(new URLSearchParams())).toBe("/account");
  });

  it("the page that needed it is named in the log-in's URL", () => {
    const to = "/orders?x=1&y=2";
    expect(returnPath(new URL(logInPath(to), "http://shop.test").searchParams)).toBe(to);
  });
});

describe("Before a form is sent", () => {
  it.each(["ada@example.org", " ada@example.org ", "a@b.co"])("%j may be an address", (email) => {
    expect(checkEmail(email)).toBeNull();
  });

  it.each(["", "ada", "ada@", "ada@example", "a b@example.org"])("%j is no address", (email) => {
    expect(checkEmail(email)).toBe("email-wrong");
  });

  it("a new password is checked as the API will check it", () => {
    expect(checkNewPassword("1234567")).toBe("password-short");
    expect(checkNewPassword("aaaaAAAA")).toBe("password-plain");
    expect(checkNewPassword("correct horse")).toBeNull();
  });

  it("an address is complete or blank", () => {
    expect(isBlank({ ...NO_ADDRESS, name: "Ada" })).toBe(true);
    expect(isBlank({ ...NO_ADDRESS, phone: "1" })).toBe(false);
  });

  const france = {
    fields: ["name", "company", "street", "postal_code", "city"],
    required: ["name", "street", "postal_code", "city"],
    postal_code_pattern: "^(?:\\d{2} ?\\d{3})$",
  } as CountryView;
  const emirates = {
    fields: ["name", "company", "street", "area"],
    required: ["name", "street", "area"],
  } as CountryView;
  const begun = { ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte" };

  it("an address has what its country requires, and no more", () => {
    expect(checkAddress(begun, france)).toEqual({ postal_code: "required", city: "required" });
    expect(checkAddress(begun, emirates)).toEqual({ postal_code: null, area: "required" });
    expect(fieldsOf(emirates)).toEqual(["name", "company", "street", "street_2", "area", "phone"]);
  });

  it("a postal code has its country's form", () => {
    const codeOf = (postal_code: string) => checkAddress({ ...begun, city: "Paris", postal_code }, france).postal_code;
    expect(codeOf("ABCDE!!")).toBe("postal-code-wrong");
    expect(codeOf(" 75001 ")).toBeNull();
  });

  it("an address has what most countries require while their forms are unknown", () => {
    expect(checkAddress(begun, undefined)).toEqual({ postal_code: "required", city: "required" });
  });
});

describe("The language", () => {
  beforeEach(() => localStorage.clear());

  it("is the browser's until one is chosen, and English if the shop has none of them", () => {
    expect(loadLanguage(localStorage, ["fr-CA", "en"])).toBe("fr");
    expect(loadLanguage(localStorage, ["de-DE"])).toBe("de");
    expect(loadLanguage(localStorage, ["it-IT"])).toBe("en");
    saveLanguage(localStorage, "en");
    expect(loadLanguage(localStorage, ["fr-FR"])).toBe("en");
  });

  it("is one that the shop offers, and its first where it offers no other that was chosen or asked for", () => {
    saveLanguage(localStorage, "en");
    expect(loadLanguage(localStorage, ["en"], ["fr"])).toBe("fr");
    expect(loadLanguage(localStorage, ["de"], ["fr", "en"])).toBe("en");
    localStorage.clear();
    expect(loadLanguage(localStorage, ["de"], ["fr", "en"])).toBe("fr");
  });

  it("is one of those that were offered last time, until the shop has answered", () => {
    expect(loadOffered(localStorage)).toEqual(["en", "fr", "de"]);
    saveOffered(localStorage, ["fr"]);
    expect(loadOffered(localStorage)).toEqual(["fr"]);
    localStorage.setItem("cloudshop.languages", "it");
    expect(loadOffered(localStorage)).toEqual(["en", "fr", "de"]);
  });
});
