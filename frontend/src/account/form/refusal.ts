import { ShopProblem } from "../../api/problem";
import type { TextKey } from "../../i18n/catalogs";

/** The sentence for a field that the API's refusal of the form names; undefined if it names others. */
export function refusalText(
  refusal: unknown,
  name: string,
  t: (key: TextKey<"forms", "fields">) => string,
): string | undefined {
  if (!(refusal instanceof ShopProblem) || !namesField(refusal, name)) return undefined;
  return t(name === "password" ? "password-refused" : "refused");
}

function namesField(problem: ShopProblem, name: string): boolean {
  return Object.keys(problem.fields).some((field) => field.split(/[.]|new_/).at(-1) === name);
}
