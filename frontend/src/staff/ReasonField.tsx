import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../session/useShopRules";
import { Field, type FieldProps } from "../ui/form/Field";

/** The required reason for a change, which the activity log keeps. */
export function ReasonField({ isMissing, ...field }: Omit<FieldProps, "label"> & { isMissing: boolean | undefined }) {
  const t = useTexts("staff/console", "console");
  const rules = useShopRules();
  return (
    <Field
      {...field}
      label={t("reason")}
      maxLength={rules?.short_text_max}
      problem={isMissing ? t("reason-missing") : undefined}
    />
  );
}
