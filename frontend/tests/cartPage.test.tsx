import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CartView } from "../src/api/schema";
import CartPage from "../src/cart/CartPage";
import { QuantityStepper } from "../src/cart/QuantityStepper";
import { cartOf, itemOf } from "./support/cart";
import { LOGGED_IN, renderShop, shopWith } from "./support/renderShop";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("A quantity", () => {
  function stepper(quantity: number, max?: number) {
    const onChange = vi.fn();
    const { shop } = shopWith({});
    renderShop(<QuantityStepper label="Mug" quantity={quantity} max={max} onChange={onChange} />, { shop });
    return { onChange, field: screen.getByRole("textbox", { name: "Quantity" }) as HTMLInputElement };
  }
  const typed = (field: HTMLInputElement, value: string) => fireEvent.change(field, { target: { value } });

  it("can be cleared, and typed anew", () => {
    const { field, onChange } = stepper(2);
    typed(field, "");
    expect(field.value).toBe("");
    typed(field, "5");
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.blur(field);
    expect(onChange.mock.calls).toEqual([[5]]);
  });

  it("stays as it was if the field is left empty", () => {
    const { field, onChange } = stepper(2);
    typed(field, "");
    fireEvent.blur(field);
    expect(field.value).toBe("2");
    expect(onChange).not.toHaveBeenCalled();
  });

  it("is replaced by what is typed, since the field's text is selected", () => {
    const { field } = stepper(2);
    field.focus();
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 1]);
  });

  it("is at most what is in stock, which the page says", () => {
    const { field, onChange } = stepper(2, 7);
    typed(field, "25");
    fireEvent.keyDown(field, { key: "Enter" });
    expect(onChange.mock.calls).toEqual([[7]]);
    expect(screen.getByRole("status").textContent).toBe("Only 7 can be ordered");
  });
});

describe("An item that is removed from the cart", () => {
  function cartPage(...skus: string[]) {
    let cart: CartView = cartOf(...skus.map((sku) => itemOf({ sku, quantity: 3 })));
    const put: unknown[] = [];
    const { shop } = shopWith({
      "GET /api/cart": () => cart,
      "DELETE /api/cart/items/MUG": () => {
        cart = cartOf(...cart.items.filter(({ sku }) => sku !== "MUG"));
        return cart;
      },
      "PUT /api/cart/items/MUG": async (request) => {
        put.push(await request.json());
        cart = cartOf(...cart.items, itemOf({ sku: "MUG", quantity: 3 }));
        return cart;
      },
    });
    shop.session.begin(LOGGED_IN);
    renderShop(<CartPage />, { shop, at: "/cart" });
    return put;
  }
  const remove = async () => fireEvent.click(await screen.findByRole("button", { name: "Remove The MUG" }));

  it.each([["among others", ["CUP", "MUG", "JAR"]] as const, ["as the last one", ["MUG"]] as const])(
    "%s leaves the focus at a way to put it back",
    async (_, skus) => {
      const put = cartPage(...skus);
      await remove();
      const undo = await screen.findByRole("button", { name: "Undo" });
      expect(document.activeElement).toBe(undo);
      expect(screen.getByText("The MUG was removed.")).toBeTruthy();
      fireEvent.click(undo);
      await screen.findByRole("button", { name: "Remove The MUG" });
      expect(put).toEqual([{ quantity: 3 }]);
      await waitFor(() => expect(screen.queryByRole("button", { name: "Undo" })).toBeNull());
      await waitFor(() => expect(document.activeElement?.textContent).toBe("The MUG"));
    },
  );

  it("can be chosen in no larger quantity than can be ordered", async () => {
    const { shop } = shopWith({ "GET /api/cart": () => cartOf(itemOf({ quantity: 4, quantity_max: 4 })) });
    shop.session.begin(LOGGED_IN);
    renderShop(<CartPage />, { shop, at: "/cart" });
    const more = (await screen.findByRole("button", { name: "One more" })) as HTMLButtonElement;
    expect(more.disabled).toBe(true);
  });
});

describe("An item that the shop no longer has", () => {
  it("is called a former product, and can be removed", async () => {
    const gone = itemOf({ sku: "OLD-1", title: "", handle: null, unit_price_minor: null, available: false });
    const { shop } = shopWith({ "GET /api/cart": () => cartOf({ ...gone, problem: "not_for_sale", quantity_max: 0 }) });
    shop.session.begin(LOGGED_IN);
    renderShop(<CartPage />, { shop, at: "/cart" });
    expect(await screen.findByRole("heading", { name: "Former product (OLD-1)" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Remove Former product (OLD-1)" })).toBeTruthy();
  });
});

describe("The way to free shipping", () => {
  it("is shown as far as the cart has come", async () => {
    const { shop } = shopWith({
      "GET /api/cart": () => cartOf(itemOf()),
      "GET /api/countries": () => ({ countries: [{ code: "FR", is_home: true, free_shipping_from_minor: 5000 }] }),
    });
    shop.session.begin(LOGGED_IN);
    const { container } = renderShop(<CartPage />, { shop, at: "/cart" });
    await screen.findByText(/37\.50 more for free shipping/);
    expect(container.querySelector("progress")?.position).toBe(0.25);
  });
});
