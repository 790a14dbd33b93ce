import { beforeEach, describe, expect, it } from "vitest";
import { checkAddress, isBlank, NO_ADDRESS } from "../src/account/address";
import { addressWithin } from "../src/account/addressWithin";
import { checkEmail, checkNewPassword } from "../src/account/checks";
import { keepLanguage, keptLanguage } from "../src/i18n/languages";

describe("After the log-in", () => {
  it.each(["/checkout", "/orders?x=1"])("%s is where it goes on", (address) => {
    expect(addressWithin(address)).toBe(address);
  });

  it.each([null, "", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "%s is not",
    (address) => expect(addressWithin(address)).toBe("/account"),
  );
});

describe("Before a form is sent", () => {
  it.each(["ada@example.org", " ada@example.org ", "a@b.co"])("%j may be an address", (email) => {
    expect(checkEmail(email)).toBeNull();
  });

  it.each(["", "ada", "ada@", "ada@example", "a b@example.org"])("%j is no address", (email) => {
    expect(checkEmail(email)).toBe("email-wrong");
  });

  it("a password is looked at as the shop will look at it", () => {
    expect(checkNewPassword("1234567")).toBe("password-short");
    expect(checkNewPassword("aaaaAAAA")).toBe("password-plain");
    expect(checkNewPassword("correct horse")).toBeNull();
  });

  it("an address is whole or not there", () => {
    expect(isBlank({ ...NO_ADDRESS, name: "Ada" })).toBe(true);
    expect(checkAddress({ ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte" })).toEqual({
      postal_code: "required",
      city: "required",
    });
  });
});

describe("The language", () => {
  beforeEach(() => localStorage.clear());

  it("is the browser's until one is chosen, and English where the shop speaks none of them", () => {
    expect(keptLanguage(localStorage, ["fr-CA", "en"])).toBe("fr");
    expect(keptLanguage(localStorage, ["de-DE"])).toBe("en");
    keepLanguage(localStorage, "en");
    expect(keptLanguage(localStorage, ["fr-FR"])).toBe("en");
  });
});
