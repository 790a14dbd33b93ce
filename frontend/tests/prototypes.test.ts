import { beforeEach, describe, expect, it } from "vitest";
import { parseProblem } from "../src/api/problem";
import { translator } from "../src/i18n/texts";
import { sayReason } from "../src/orders/detail/reasons";
import { GuestOrders } from "../src/orders/lookup/guestOrders";

const HOSTILE = '{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}';
const INHERITED = ["__proto__", "constructor", "toString"];

/** What every object has inherited since, if one of the readers has written to their prototype. */
const polluted = () => ({}) as { polluted?: string };

describe("Names that every object inherits", () => {
  beforeEach(() => sessionStorage.clear());

  it.each(INHERITED)("open no guest's order: %s", (name) => {
    expect(new GuestOrders(sessionStorage).emailFor(name)).toBeNull();
    new GuestOrders(sessionStorage).save(name, "ada@example.org");
    expect(new GuestOrders(sessionStorage).emailFor(name)).toBe("ada@example.org");
  });

  it.each(INHERITED)("are no reason and no problem that has a sentence: %s", (name) => {
    const transition = { reason_code: name, parameters: {} } as unknown as Parameters<typeof sayReason>[0];
    expect(sayReason(transition, [], translator("en", {}), String)).toBe("");
  });

  it("are nothing else in what the browser has stored", () => {
    sessionStorage.setItem("cloudshop.guest-orders", HOSTILE);
    new GuestOrders(sessionStorage).save("CS-1", "ada@example.org");
    expect(polluted().polluted).toBeUndefined();
  });

  it("are nothing else in a refusal", async () => {
    const errors = INHERITED.map((field) => ({ field, problem: "is wrong" }));
    const body = { ...JSON.parse(HOSTILE), errors };
    const problem = await parseProblem(new Response(JSON.stringify(body), { status: 422 }));
    expect(Object.keys(problem.fields)).toEqual(INHERITED);
    expect(polluted().polluted).toBeUndefined();
  });
});
