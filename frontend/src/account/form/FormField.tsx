import { useTexts } from "../../i18n/useTexts";
import { Field, type FieldProps } from "../../ui/form/Field";
import { refusalText } from "./refusal";
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
  return <Field label={t(name)} {...rest} name={name} problem={problem ? t(problem) : refusalText(refusal, name, t)} />;
}
