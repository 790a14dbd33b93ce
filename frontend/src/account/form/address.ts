import type { Address, CountryView } from "../../api/schema";
import { checkRequired, type FieldProblem } from "./checks";

export const NO_ADDRESS: Address = {
  name: "",
  company: "",
  street: "",
  street_2: "",
  postal_code: "",
  city: "",
  area: "",
  country: "FR",
  phone: "",
};

export type AddressField = CountryView["fields"][number] | "street_2" | "phone";
export type AddressProblems = Readonly<Partial<Record<AddressField, FieldProblem | null>>>;

/** The form for a country whose own is not known yet: that of most. */
const ANY_FORM: Pick<CountryView, "fields" | "required"> = {
  fields: ["name", "company", "street", "postal_code", "city"],
  required: ["name", "street", "postal_code", "city"],
};

/** The fields to fill in, in the order of the country. */
export function fieldsOf(form: CountryView | undefined): AddressField[] {
  const { fields } = form ?? ANY_FORM;
  return [...fields.flatMap((field): AddressField[] => (field === "street" ? [field, "street_2"] : [field])), "phone"];
}

export function isRequired(field: AddressField, form: CountryView | undefined): boolean {
  return (form ?? ANY_FORM).required.some((required) => required === field);
}

export function checkAddress(address: Address, form: CountryView | undefined): AddressProblems {
  const { required } = form ?? ANY_FORM;
  const missing = required.map((field) => [field, checkRequired(textOf(address, field))] as const);
  return { postal_code: checkPostalCode(address, form), ...Object.fromEntries(missing.filter(([, wrong]) => wrong)) };
}

function checkPostalCode(address: Address, form: CountryView | undefined): "postal-code-wrong" | null {
  const text = textOf(address, "postal_code").trim().toUpperCase();
  const pattern = form?.postal_code_pattern;
  return text === "" || !pattern || new RegExp(pattern).test(text) ? null : "postal-code-wrong";
}

/** The entered text; drafts and profiles of the previous release lack some fields. */
export function textOf(address: Partial<Address>, field: AddressField): string {
  return address[field] ?? "";
}

/** Whether nothing but the name and the country was filled in. */
export function isBlank(address: Address): boolean {
  return Object.entries(address).every(([field, text]) => ["name", "country"].includes(field) || text.trim() === "");
}
