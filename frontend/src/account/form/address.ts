import type { Address } from "../../api/schema";
import { checkRequired, type FieldProblem } from "./checks";

export const NO_ADDRESS: Address = { name: "", street: "", postal_code: "", city: "", country: "FR" };

export type AddressProblems = Readonly<Record<keyof Address, FieldProblem | null>>;

export function checkAddress(address: Address): AddressProblems {
  return {
    name: checkRequired(address.name),
    street: checkRequired(address.street),
    postal_code: checkRequired(address.postal_code),
    city: checkRequired(address.city),
    country: checkRequired(address.country),
  };
}

/** Whether nothing but the name and the country was filled in. */
export function isBlank(address: Address): boolean {
  return [address.street, address.postal_code, address.city].every((text) => text.trim() === "");
}
