import { beforeEach, describe, expect, it } from "vitest";
import reasons from "../locales/fr/orderDetails.json";
import type { ReasonParameters, TransitionView } from "../src/api/schema";
import { translator } from "../src/i18n/texts";
import { sayReason } from "../src/orders/detail/reasons";
import { GuestOrders } from "../src/orders/lookup/guestOrders";
import { parseOrderNumber } from "../src/orders/lookup/orderNumber";
import { pollInterval, STATES } from "../src/orders/states";

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
    expect(parseOrderNumber(typed)).toBe(number);
  });
});

describe("The order page polls", () => {
  it("soon while the shop moves the order on, and less often the longer nothing changes", () => {
    const intervals = [0, 10, 25].map((unchanged) => Number(pollInterval("placed", unchanged)));
    expect(intervals).toEqual([...intervals].sort((a, b) => a - b));
    expect(intervals[0]).toBeLessThan(Number(pollInterval("confirmed", 0)));
  });

  it.each(STATES)("not for ever while the order is %s", (state) => {
    expect(pollInterval(state, 1000)).toBe(false);
  });

  it.each(["delivered", "rejected", "refunded"] as const)("never once the order is %s", (state) => {
    expect(pollInterval(state, 0)).toBe(false);
  });

  it("a guest's order less than 20 times a minute, which is the gateway's limit", () => {
    let seconds = 0;
    let polls = 0;
    while (seconds < 60) {
      seconds += Number(pollInterval("placed", polls)) / 1000;
      polls += 1;
    }
    expect(polls).toBeLessThan(20);
  });
});

describe("A reason", () => {
  const say = (code: string, parameters: Partial<ReasonParameters> = {}) =>
    sayReason(
      {
        reason_code: code as TransitionView["reason_code"],
        parameters: { carrier: null, sku: null, available: null, amount_minor: null, ...parameters },
      },
      [
        {
          sku: "MUG-1",
          title: "Grès moucheté",
          unit_price_minor: 12_50,
          quantity: 4,
          discount_minor: 0,
          tax_reason: null,
          returnable: 0,
          to_ship: 0,
          released: 0,
        },
      ],
      translator("fr", reasons.reasons),
      (minor) => `${minor} ct`,
    );

  it("is given in the reader's language, with its parameters", () => {
    expect(say("shipped", { carrier: "La Poste" })).toBe("Envoyée avec La Poste");
    expect(say("payment_refunded", { amount_minor: 500 })).toBe("Remboursement : 500 ct");
    expect(say("out_of_stock")).toBe("Un article est épuisé");
  });

  it("names what is short by its title, and how many are left", () => {
    expect(say("out_of_stock", { sku: "MUG-1", available: 0 })).toBe("Grès moucheté est épuisé");
    expect(say("out_of_stock", { sku: "MUG-1", available: 3 })).toBe("Il n’en reste que 3 : Grès moucheté");
  });

  it("is left out where a page from before a release does not know it", () => {
    expect(say("lost_at_sea")).toBe("");
  });
});

describe("A guest's orders", () => {
  beforeEach(() => sessionStorage.clear());

  it("are opened by the e-mail address that was entered for each", () => {
    new GuestOrders(sessionStorage).save("CS-1", "ada@example.org");
    new GuestOrders(sessionStorage).save("CS-2", "grace@example.org");
    expect(new GuestOrders(sessionStorage).emailFor("CS-1")).toBe("ada@example.org");
    expect(new GuestOrders(sessionStorage).emailFor("CS-3")).toBeNull();
  });
});
