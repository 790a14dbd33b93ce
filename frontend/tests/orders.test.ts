import { beforeEach, describe, expect, it } from "vitest";
import type { ReasonParameters } from "../src/api/schema";
import { sayIn } from "../src/i18n/texts";
import { GuestOrders } from "../src/orders/guestOrders";
import { readOrderNumber } from "../src/orders/orderNumber";
import { sayReason } from "../src/orders/reasons";
import { type ReasonCode, reasonTexts } from "../src/orders/reasonTexts";
import { pauseBeforeNextLook, STATES } from "../src/orders/states";

describe("An order's number", () => {
  it.each([
    ["CS-7K2M-9QTX", "CS-7K2M-9QTX"],
    [" cs 7k2m 9qtx ", "CS-7K2M-9QTX"],
    ["7K2M9QTX", "CS-7K2M-9QTX"],
    ["CS-OI2L-9QTX", "CS-0121-9QTX"],
    ["CS-7K2M", null],
    ["CS-7K2M-9QUX", null],
    ["", null],
  ])("typed as %j is %j", (typed, number) => {
    expect(readOrderNumber(typed)).toBe(number);
  });
});

describe("The order page looks again", () => {
  it("soon while the order is on the move, and less often the longer nothing happens", () => {
    const pauses = [0, 10, 25].map((unchanged) => Number(pauseBeforeNextLook("placed", unchanged)));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBeLessThan(Number(pauseBeforeNextLook("confirmed", 0)));
  });

  it.each(STATES)("not for ever while it is %s", (state) => {
    expect(pauseBeforeNextLook(state, 1000)).toBe(false);
  });

  it.each(["delivered", "rejected", "refunded"] as const)("never once it is %s", (state) => {
    expect(pauseBeforeNextLook(state, 0)).toBe(false);
  });

  it("at a guest's order less than 20 times a minute, which is the gateway's limit", () => {
    let seconds = 0;
    let looks = 0;
    while (seconds < 60) {
      seconds += Number(pauseBeforeNextLook("placed", looks)) / 1000;
      looks += 1;
    }
    expect(looks).toBeLessThan(20);
  });
});

describe("A reason", () => {
  const say = (code: string, parameters: Partial<ReasonParameters> = {}) =>
    sayReason(
      {
        reason_code: code as ReasonCode,
        parameters: { carrier: null, sku: null, amount_minor: null, ...parameters },
      },
      sayIn("fr", reasonTexts),
      (minor) => `${minor} ct`,
    );

  it("is told in the reader's language, with what it is about", () => {
    expect(say("shipped", { carrier: "La Poste" })).toBe("Envoyée avec La Poste");
    expect(say("payment_refunded", { amount_minor: 500 })).toBe("500 ct remboursés");
    expect(say("out_of_stock")).toBe("Un article est épuisé");
  });

  it("that a page from before a release does not know is left out", () => {
    expect(say("lost_at_sea")).toBe("");
  });
});

describe("A guest's orders", () => {
  beforeEach(() => sessionStorage.clear());

  it("are opened by the address that was typed for each", () => {
    new GuestOrders(sessionStorage).keep("CS-1", "ada@example.org");
    new GuestOrders(sessionStorage).keep("CS-2", "grace@example.org");
    expect(new GuestOrders(sessionStorage).emailFor("CS-1")).toBe("ada@example.org");
    expect(new GuestOrders(sessionStorage).emailFor("CS-3")).toBeNull();
  });
});
