import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import AccountPage from "../src/account/AccountPage";
import { SaveAddress } from "../src/account/addresses/SaveAddress";
import { NO_ADDRESS } from "../src/account/form/address";
import { useProfile } from "../src/account/useProfile";
import type { Address, ProfileView } from "../src/api/schema";
import CheckoutPage from "../src/checkout/CheckoutPage";
import { cartOf, itemOf } from "./support/cart";
import { type Answers, LOGGED_IN, refusal, renderShop, shopWith } from "./support/renderShop";

const HOME: Address = { ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte", postal_code: "75001", city: "Paris" };
const OFFICE: Address = { ...HOME, company: "Ada & Co.", street: "2 Rue Bleue" };
const PROFILE: ProfileView = {
  id: "1",
  email: "ada@example.org",
  name: "Ada",
  address: HOME,
  other_addresses: [OFFICE],
  role: "shopper",
  created_at: "2026-11-01T00:00:00Z",
  email_confirmed_at: "2026-11-01T00:00:00Z",
};
const OFFICE_LINE = "Ada, Ada & Co., 2 Rue Bleue, 75001 Paris, FR";

/** A shop whose account is `profile` at first, and which answers changes of it as the API does. */
function shopOf(profile: ProfileView, answers: Answers = {}) {
  let stored = profile;
  const changes: object[] = [];
  const { shop, asked } = shopWith({
    "GET /api/me": () => stored,
    "PATCH /api/me": async (request) => {
      const change = await request.json();
      changes.push(change);
      stored = { ...stored, ...change };
      return stored;
    },
    "GET /api/sessions": () => ({ items: [] }),
    ...answers,
  });
  shop.session.begin(LOGGED_IN);
  return { shop, asked, changes };
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe("The account's other addresses", () => {
  const open = async (profile = PROFILE, answers: Answers = {}) => {
    const { shop, changes } = shopOf(profile, answers);
    renderShop(<AccountPage />, { shop, at: "/account" });
    await screen.findByRole("heading", { name: "Other addresses" });
    return changes;
  };
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
  const form = () => within(screen.getByRole("form", { name: /Add an address|Edit the address/ }));

  it("get a new one", async () => {
    const changes = await open({ ...PROFILE, other_addresses: [] });
    press("Add an address");
    const type = (label: string, value: string) =>
      fireEvent.change(form().getByLabelText(label), { target: { value } });
    type("Street and number", OFFICE.street);
    type("Company (optional)", OFFICE.company ?? "");
    type("Postal code", OFFICE.postal_code ?? "");
    type("City", OFFICE.city ?? "");
    press("Save the address");
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ other_addresses: [OFFICE] }]);
    expect(screen.getByRole("button", { name: `Remove the address ${OFFICE_LINE}` })).toBeDefined();
  });

  it("are edited in their place", async () => {
    const third = { ...HOME, street: "3 Rue Rouge" };
    const changes = await open({ ...PROFILE, other_addresses: [OFFICE, third] });
    press(`Edit the address ${OFFICE_LINE}`);
    fireEvent.change(form().getByLabelText("Street and number"), { target: { value: "4 Rue Jaune" } });
    press("Save the address");
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ other_addresses: [{ ...OFFICE, street: "4 Rue Jaune" }, third] }]);
  });

  it("are removed, and the focus stays in the card", async () => {
    const changes = await open();
    press(`Remove the address ${OFFICE_LINE}`);
    const said = await screen.findByText("The address is removed.");
    expect(changes).toEqual([{ other_addresses: [] }]);
    expect(said.parentElement).toBe(document.activeElement);
  });

  it("change places with the default, which the form above shows at once", async () => {
    const changes = await open();
    press(`Use the address ${OFFICE_LINE} by default`);
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ address: OFFICE, other_addresses: [HOME] }]);
    await waitFor(() => expect(screen.getByDisplayValue("2 Rue Bleue")).toBeDefined());
  });

  it("keep what another device has added meanwhile", async () => {
    const third = { ...HOME, street: "3 Rue Rouge" };
    let stored = PROFILE;
    const changes = await open(PROFILE, { "GET /api/me": () => stored });
    stored = { ...PROFILE, other_addresses: [third, OFFICE] };
    press(`Edit the address ${OFFICE_LINE}`);
    fireEvent.change(form().getByLabelText("City"), { target: { value: "Lyon" } });
    press("Save the address");
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ other_addresses: [third, { ...OFFICE, city: "Lyon" }] }]);
  });

  it("stay as they are when the change is refused, with the field that is wrong", async () => {
    const wrong = { type: "urn:cloudshop:problem:invalid-request", status: 422 };
    const errors = [{ field: "other_addresses.0.postal_code", problem: "is wrong" }];
    await open(PROFILE, { "PATCH /api/me": () => Response.json({ ...wrong, errors }, { status: 422 }) });
    press(`Edit the address ${OFFICE_LINE}`);
    press("Save the address");
    await waitFor(() => expect(form().getByLabelText("Postal code").getAttribute("aria-invalid")).toBe("true"));
  });

  it("are ten at most with the default", async () => {
    const others = Array.from({ length: 9 }, (_, place) => ({ ...HOME, street: `${place} Rue Rose` }));
    await open({ ...PROFILE, other_addresses: others });
    expect(screen.queryByRole("button", { name: "Add an address" })).toBeNull();
  });
});

describe("The checkout of an account with several addresses", () => {
  const open = async (profile: ProfileView) => {
    const { shop } = shopOf(profile, {
      "GET /api/cart": () => cartOf(itemOf()),
      "POST /api/quotes": () => refusal(503, "unavailable"),
    });
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    return (await screen.findByLabelText("Street and number")) as HTMLInputElement;
  };

  it("begins with the default, and fills in the one that is chosen", async () => {
    const street = await open(PROFILE);
    const choice = screen.getByLabelText("Deliver to") as HTMLSelectElement;
    expect([street.value, choice.value]).toEqual(["1 Rue Verte", "0"]);
    fireEvent.change(choice, { target: { value: "1" } });
    expect([street.value, choice.value]).toEqual(["2 Rue Bleue", "1"]);
  });

  it("empties the fields for another address, and takes what is typed for another", async () => {
    const street = await open(PROFILE);
    const choice = screen.getByLabelText("Deliver to") as HTMLSelectElement;
    fireEvent.change(choice, { target: { value: "" } });
    expect([street.value, choice.value]).toEqual(["", ""]);
    fireEvent.change(choice, { target: { value: "0" } });
    fireEvent.change(street, { target: { value: "9 Rue Noire" } });
    expect(choice.value).toBe("");
  });

  it("offers no choice where there is one address", async () => {
    await open({ ...PROFILE, other_addresses: [] });
    expect(screen.queryByLabelText("Deliver to")).toBeNull();
  });
});

const ORDERED = { name: "Ada", street: "9 Rue Noire", postal_code: "75001", city: "Paris", country: "FR" };

function Known({ address }: { address: typeof ORDERED }) {
  return useProfile().data ? <SaveAddress address={address} /> : <p>unknown</p>;
}

describe("An order's address", () => {
  const offer = () => screen.queryByRole("button", { name: "Save this address in my account" });

  it("is saved beside the others", async () => {
    const { shop, changes } = shopOf(PROFILE);
    renderShop(<Known address={ORDERED} />, { shop });
    fireEvent.click(await screen.findByRole("button", { name: "Save this address in my account" }));
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ other_addresses: [OFFICE, { ...NO_ADDRESS, ...ORDERED }] }]);
  });

  it("becomes the default of an account that has none", async () => {
    const { shop, changes } = shopOf({ ...PROFILE, address: null, other_addresses: [] });
    renderShop(<Known address={ORDERED} />, { shop });
    fireEvent.click(await screen.findByRole("button", { name: "Save this address in my account" }));
    await screen.findByText("The address is saved.");
    expect(changes).toEqual([{ address: { ...NO_ADDRESS, ...ORDERED } }]);
  });

  it("is not offered where the account has it already", async () => {
    const { shop } = shopOf({ ...PROFILE, address: { ...NO_ADDRESS, ...ORDERED } });
    renderShop(<Known address={ORDERED} />, { shop });
    await waitFor(() => expect(screen.queryByText("unknown")).toBeNull());
    expect(offer()).toBeNull();
  });

  it("is offered without asking for the profile", () => {
    const { shop, asked } = shopOf(PROFILE);
    renderShop(<SaveAddress address={ORDERED} />, { shop });
    expect(offer()).toBeNull();
    expect(asked).toEqual([]);
  });
});
