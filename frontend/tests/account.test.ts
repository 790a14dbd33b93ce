import { beforeEach, describe, expect, it } from "vitest";
import { checkAddress, isBlank, NO_ADDRESS } from "../src/account/form/address";
import { checkEmail, checkNewPassword } from "../src/account/form/checks";
import { loadLanguage, saveLanguage } from "../src/i18n/languages";
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
    expect(checkAddress({ ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte" })).toEqual({
      name: null,
      street: null,
      postal_code: "required",
      city: "required",
      country: null,
    });
  });
});

describe("The language", () => {
  beforeEach(() => localStorage.clear());

  it("is the browser's until one is chosen, and English if the shop has none of them", () => {
    expect(loadLanguage(localStorage, ["fr-CA", "en"])).toBe("fr");
    expect(loadLanguage(localStorage, ["de-DE"])).toBe("en");
    saveLanguage(localStorage, "en");
    expect(loadLanguage(localStorage, ["fr-FR"])).toBe("en");
  });
});
