import type { Address } from "../api/schema";
import { compact } from "../ui/compact";
import { checkRequired, type FieldProblem } from "./checks";

export const NO_ADDRESS: Address = { name: "", street: "", postal_code: "", city: "", country: "FR" };

/** Where the shop sends to. */
export const COUNTRIES = [
  "AT",
  "BE",
  "BG",
  "CY",
  "CZ",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "GR",
  "HR",
  "HU",
  "IE",
  "IT",
].concat(["LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]);

export function checkAddress(address: Address): Partial<Record<keyof Address, FieldProblem>> {
  return compact({
    name: checkRequired(address.name),
    street: checkRequired(address.street),
    postal_code: checkRequired(address.postal_code),
    city: checkRequired(address.city),
    country: checkRequired(address.country),
  });
}

export function isBlank(address: Address): boolean {
  return [address.street, address.postal_code, address.city].every((text) => text.trim() === "");
}
