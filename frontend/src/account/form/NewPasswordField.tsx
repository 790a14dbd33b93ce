import type { ComponentProps } from "react";
import { useTexts } from "../../i18n/useTexts";
import { FormField } from "./FormField";

const PASSWORD_LENGTH_MAX = 128;

interface Props extends Omit<ComponentProps<typeof FormField>, "type" | "autoComplete" | "maxLength" | "hint"> {
  /** Whether it says what makes a good password. */
  hasHint?: boolean;
}

/** A field for a password that is chosen now. */
export function NewPasswordField({ hasHint = false, ...rest }: Props) {
  const t = useTexts("forms", "fields");
  const hint = hasHint ? t("password-hint") : undefined;
  return (
    <FormField {...rest} type="password" autoComplete="new-password" maxLength={PASSWORD_LENGTH_MAX} hint={hint} />
  );
}
