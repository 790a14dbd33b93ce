import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../shop/useShopRules";
import { Field } from "../ui/Field";
import { staffTexts } from "./texts";

/** Why; it is kept with what was done. */
export function ReasonField({
  value,
  isMissing,
  onType,
}: {
  value: string;
  isMissing: boolean;
  onType: (reason: string) => void;
}) {
  const t = useTexts(staffTexts);
  const rules = useShopRules();
  return (
    <Field
      label={t("reason")}
      maxLength={rules?.short_text_max}
      value={value}
      problem={isMissing ? t("reason-missing") : undefined}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
