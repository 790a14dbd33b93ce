import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import LogInPage from "../src/account/LogInPage";
import RegisterPage from "../src/account/RegisterPage";
import ResetPasswordPage from "../src/account/recovery/ResetPasswordPage";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

it.each([
  ["log-in", LogInPage, "current-password"],
  ["registration", RegisterPage, "new-password"],
  ["reset", ResetPasswordPage, "new-password"],
])("A password at the %s is masked, and password managers know it", (_, Page, autocomplete) => {
  renderShop(<Page />, { shop: shopWith({}).shop, at: "/" });
  const fields = screen.getAllByLabelText(/password/i);
  expect(fields.map((field) => [field.getAttribute("type"), field.getAttribute("autocomplete")])).toEqual([
    ["password", autocomplete],
  ]);
  // What is pasted arrives.
  for (const field of fields) {
    const pasting = new Event("paste", { bubbles: true, cancelable: true });
    expect(field.dispatchEvent(pasting)).toBe(true);
  }
});
