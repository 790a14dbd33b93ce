import type { ComponentProps } from "react";
import { ShopProblem } from "../api/problem";
import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/Field";
import { type FormKey, formTexts } from "./formTexts";

interface Given {
  name: FormKey;
  /** What this page found wrong with it. */
  wrong?: FormKey | undefined;
  /** What the shop answered; it may name this field. */
  answer?: unknown;
  onType: (text: string) => void;
}

/** A field of a form, labelled by its name. */
export function FormField({
  name,
  wrong,
  answer,
  onType,
  label,
  ...rest
}: Given & Partial<ComponentProps<typeof Field>>) {
  const t = useTexts(formTexts);
  const refused = answer instanceof ShopProblem && namesField(answer, name);
  const answered = refused ? t(name === "password" ? "password-refused" : "refused") : undefined;
  return (
    <Field
      {...rest}
      name={name}
      label={label ?? t(name)}
      problem={wrong ? t(wrong) : answered}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

function namesField(problem: ShopProblem, name: string): boolean {
  return Object.keys(problem.fields).some((field) => field.split(/[.]|new_/).at(-1) === name);
}
