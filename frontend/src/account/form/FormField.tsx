import { ShopProblem } from "../../api/problem";
import { useTexts } from "../../i18n/useTexts";
import { Field, type FieldProps } from "../../ui/form/Field";
import { type FormKey, formTexts } from "./texts";

interface Props extends Omit<FieldProps, "label" | "name" | "problem"> {
  name: FormKey;
  label?: string;
  /** What the page found wrong with the field. */
  problem?: FormKey | null | undefined;
  /** The API's refusal of the form, which may name this field. */
  refusal?: unknown;
}

/** A field of an account or address form, labelled by its name. */
export function FormField({ name, problem, refusal, ...rest }: Props) {
  const t = useTexts(formTexts);
  const refused = refusal instanceof ShopProblem && namesField(refusal, name);
  const refusedText = refused ? t(name === "password" ? "password-refused" : "refused") : undefined;
  return <Field label={t(name)} {...rest} name={name} problem={problem ? t(problem) : refusedText} />;
}

function namesField(problem: ShopProblem, name: string): boolean {
  return Object.keys(problem.fields).some((field) => field.split(/[.]|new_/).at(-1) === name);
}
