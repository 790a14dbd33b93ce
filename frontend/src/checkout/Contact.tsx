import { Link } from "react-router";
import { FormField } from "../account/FormField";
import type { FormKey } from "../account/formTexts";
import { useTexts } from "../i18n/useTexts";
import { checkoutTexts } from "./texts";

/** Where a guest's confirmation goes. */
export function Contact({
  email,
  wrong,
  answer,
  onType,
}: {
  email: string;
  wrong: FormKey | undefined;
  answer: unknown;
  onType: (email: string) => void;
}) {
  const t = useTexts(checkoutTexts);
  return (
    <>
      <FormField
        name="email"
        type="email"
        autoComplete="email"
        hint={t("email-hint")}
        value={email}
        wrong={wrong}
        answer={answer}
        onType={onType}
      />
      <p>
        {t("log-in-first")} <Link to="/log-in?to=/checkout">{t("log-in")}</Link>
      </p>
    </>
  );
}
