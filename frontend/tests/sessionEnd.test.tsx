import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import AccountPage from "../src/account/AccountPage";
import { NO_ADDRESS } from "../src/account/form/address";
import CartPage from "../src/cart/CartPage";
import CheckoutPage from "../src/checkout/CheckoutPage";
import { loadDraft, NO_DRAFT, saveDraft } from "../src/checkout/draft";
import { GuestOrders } from "../src/orders/lookup/guestOrders";
import { cartOf, itemOf } from "./support/cart";
import { type Answers, LOGGED_IN, refusal, renderShop, shopWith } from "./support/renderShop";

const ADDRESS = { ...NO_ADDRESS, name: "Ada", street: "1 Rue Verte", postal_code: "75001", city: "Paris" };
const PROFILE = { email: "ada@example.org", name: "Ada", address: ADDRESS, role: "shopper" };
const CART = cartOf(itemOf());
const QUOTE = {
  currency: "EUR",
  subtotal_minor: 1250,
  shipping_minor: 490,
  total_minor: 1740,
  available: true,
  country: "FR",
  shipping_method: null,
  shipping_methods: [],
  lines: [],
};
/** Answers of a shop in which the account's session is over once `isOver`; a guest has an empty cart there. */
const answersUntil = (isOver: () => boolean): Answers => ({
  "GET /api/cart": () => (isOver() ? refusal(401, "token-refused") : CART),
  "GET /api/me": () => (isOver() ? refusal(401, "token-refused") : PROFILE),
  "POST /api/quotes": () => QUOTE,
  "POST /api/orders": () => (isOver() ? refusal(401, "token-refused") : { number: "CS-0000-0001" }),
  "POST /api/sessions/refresh": () => refusal(401, "session-ended"),
  "POST /api/sessions/log-out": () => ({}),
});

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

async function checkoutOf(answers: Answers) {
  const { shop, asked } = shopWith(answers);
  shop.session.begin(LOGGED_IN);
  renderShop(<CheckoutPage />, { shop, at: "/checkout" });
  await screen.findByRole("button", { name: /Place order, .*17.40/ });
  return { shop, asked };
}

describe("A session that ends at the checkout", () => {
  it("keeps cart and address in view, says so, and places no order as a guest", async () => {
    let isOver = false;
    const { asked } = await checkoutOf(answersUntil(() => isOver));
    fireEvent.change(screen.getByLabelText("City"), { target: { value: "Lyon" } });
    isOver = true;
    fireEvent.click(screen.getByRole("button", { name: /Place order/ }));
    const again = await screen.findByRole("link", { name: "Log in again" });
    expect(again.getAttribute("href")).toBe("/log-in?to=%2Fcheckout");
    expect(asked.filter((call) => call === "POST /api/orders")).toHaveLength(1);
    expect(screen.getByText(/The MUG/)).toBeTruthy();
    expect((screen.getByLabelText("City") as HTMLInputElement).value).toBe("Lyon");
    expect((screen.getByRole("button", { name: /Place order/ }) as HTMLButtonElement).disabled).toBe(true);
    expect(loadDraft(sessionStorage, PROFILE.email)?.address.city).toBe("Lyon");
  });

  it("is noticed when its time is over, without a request", async () => {
    const { shop, asked } = await checkoutOf(answersUntil(() => false));
    // Long enough that a busy machine has read the new session's cart by then.
    act(() => shop.session.begin({ role: "shopper", session_expires_at: new Date(Date.now() + 2000).toISOString() }));
    await screen.findByRole("button", { name: /Place order, .*17.40/ });
    await screen.findByRole("link", { name: "Log in again" });
    fireEvent.click(screen.getByRole("button", { name: /Place order/ }));
    expect(asked).not.toContain("POST /api/orders");
  });

  it("is over after a reload too: the cart is not called empty", async () => {
    const { shop } = shopWith(answersUntil(() => true));
    shop.session.begin({ role: "shopper", session_expires_at: "2020-01-01T00:00:00Z" });
    renderShop(<CheckoutPage />, { shop, at: "/checkout" });
    await screen.findByRole("link", { name: "Log in again" });
    expect(screen.queryByText("Your cart is empty")).toBeNull();
  });

  it("leaves a guest's checkout to one who goes on without an account, with nothing of the account", async () => {
    const { shop } = await checkoutOf(answersUntil(() => false));
    fireEvent.change(screen.getByLabelText("City"), { target: { value: "Lyon" } });
    act(() => shop.session.withdraw());
    fireEvent.click(await screen.findByRole("button", { name: "Continue as a guest" }));
    await screen.findByText("Your cart is empty");
    expect(loadDraft(sessionStorage, null)).toBeNull();
  });
});

describe("A session that is renewed", () => {
  it("leaves what is typed and read as it is, although it ends later now", async () => {
    const { shop, asked } = await checkoutOf(answersUntil(() => false));
    fireEvent.change(screen.getByLabelText("City"), { target: { value: "Lyon" } });
    const before = asked.filter((call) => call === "GET /api/me").length;
    act(() => shop.session.renew({ ...LOGGED_IN, session_expires_at: "2999-06-01T00:00:00Z" }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect((screen.getByLabelText("City") as HTMLInputElement).value).toBe("Lyon");
    expect(asked.filter((call) => call === "GET /api/me")).toHaveLength(before);
    expect(shop.session.current()?.endsAt).toBe(Date.parse("2999-06-01T00:00:00Z"));
  });
});

describe("A session that ends at the cart", () => {
  it("leaves the account's items in view, and cannot change them", async () => {
    const { shop } = shopWith(answersUntil(() => false));
    shop.session.begin(LOGGED_IN);
    const { container } = renderShop(<CartPage />, { shop, at: "/cart" });
    await screen.findByRole("link", { name: "The MUG" });
    act(() => shop.session.withdraw());
    await screen.findByRole("link", { name: "Log in again" });
    expect(container.querySelector("[inert]")?.textContent).toContain("The MUG");
  });
});

/** Why what is kept under these keys outlives a log-out. Under every other key, nothing does. */
const KEPT: Record<string, string> = {
  "cloudshop.cart-token": "a guest's cart: an account's cart has no token",
  "cloudshop.currency": "how the shop is shown, before it is asked",
  "cloudshop.language": "chosen for this browser",
  "cloudshop.languages": "those that the shop offers, before it is asked",
  "cloudshop.table.${table}": "names of hidden columns",
  "cloudshop.theme": "chosen for this browser",
};

/** Every key of the browser's storages that the web shop names; `${…}` is filled in where it is used. */
function namedKeys(): readonly string[] {
  const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
  const texts = modules.map((path) => readFileSync(join("src", path), "utf8"));
  const named = texts.flatMap((text) => [...text.matchAll(/["`](cloudshop\.[^"`]+)["`]/g)].map(([, key]) => key ?? ""));
  return [...new Set(named)].sort();
}

describe("A log-out", () => {
  it("leaves nothing of its person in this browser, whichever tab it is made in", () => {
    const { shop } = shopWith({});
    for (const storage of [localStorage, sessionStorage]) for (const key of namedKeys()) storage.setItem(key, "[]");
    shop.session.begin(LOGGED_IN);
    renderShop(<p>a page</p>, { shop, at: "/" });
    // As a log-out in another tab does, of which this one hears.
    act(() => shop.session.end());
    expect(Object.keys(localStorage).sort()).toEqual(Object.keys(KEPT));
    expect(sessionStorage.length).toBe(0);
    expect(namedKeys()).toContain("cloudshop.searches.orders");
  });

  it("reaches a tab that the browser had put aside, when that tab is loaded again", () => {
    const { shop } = shopWith({});
    shop.session.begin(LOGGED_IN);
    renderShop(<p>a page</p>, { shop, at: "/" });
    cleanup();
    new GuestOrders(sessionStorage).save("CS-0000-0001", "ada@example.org");
    shop.session.end();
    renderShop(<p>a page</p>, { shop, at: "/" });
    expect(sessionStorage.length).toBe(0);
  });

  it("is made with the button of the account's page", async () => {
    const { shop } = shopWith(answersUntil(() => false));
    shop.session.begin(LOGGED_IN);
    saveDraft(sessionStorage, { ...NO_DRAFT, account: PROFILE.email, address: ADDRESS });
    new GuestOrders(sessionStorage).save("CS-0000-0001", "ada@example.org");
    renderShop(<AccountPage />, { shop, at: "/account" });
    fireEvent.click(await screen.findByRole("button", { name: "Log out" }));
    await waitFor(() => expect(sessionStorage.length).toBe(0));
    expect(shop.session.last()).toBeNull();
  });
});

describe("A draft of the checkout", () => {
  it("is never another account's, or a guest's after an account's", () => {
    saveDraft(sessionStorage, { ...NO_DRAFT, account: "ada@example.org", address: ADDRESS });
    expect(loadDraft(sessionStorage, "grace@example.org")).toBeNull();
    expect(loadDraft(sessionStorage, null)).toBeNull();
    expect(loadDraft(sessionStorage, "ada@example.org")?.address).toEqual(ADDRESS);
  });
});
