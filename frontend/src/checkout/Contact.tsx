import type { ComponentProps } from "react";
import { Link } from "react-router";
import { FormField } from "../account/form/FormField";
import { useTexts } from "../i18n/useTexts";
import { logInPath } from "../session/returnPath";

/** Asks a guest for an e-mail address, or to log in. */
export function Contact({ email, ...field }: Omit<ComponentProps<typeof FormField>, "name"> & { email: string }) {
  const t = useTexts("checkout", "checkout");
  return (
    <>
      <FormField {...field} name="email" type="email" autoComplete="email" hint={t("email-hint")} value={email} />
      <p>
        {t("log-in-first")} <Link to={logInPath("/checkout")}>{t("log-in")}</Link>
      </p>
    </>
  );
}
