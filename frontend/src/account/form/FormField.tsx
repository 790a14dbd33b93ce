import type { TextKey } from "../../i18n/catalogs";
import { useTexts } from "../../i18n/useTexts";
import { Field, type FieldProps } from "../../ui/form/Field";
import { refusalText } from "./refusal";

interface Props extends Omit<FieldProps, "label" | "name" | "problem"> {
  name: TextKey<"forms", "fields">;
  label?: string;
  /** What the page found wrong with the field. */
  problem?: TextKey<"forms", "fields"> | null | undefined;
  /** The API's refusal of the form, which may name this field. */
  refusal?: unknown;
}

/** A field of an account or address form, labelled by its name. */
export function FormField({ name, problem, refusal, ...rest }: Props) {
  const t = useTexts("forms", "fields");
  return <Field label={t(name)} {...rest} name={name} problem={problem ? t(problem) : refusalText(refusal, name, t)} />;
}
