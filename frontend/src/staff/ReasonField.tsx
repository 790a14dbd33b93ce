import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/Field";
import { staffTexts } from "./texts";

const REASON_MAX = 200;

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
  return (
    <Field
      label={t("reason")}
      maxLength={REASON_MAX}
      value={value}
      problem={isMissing ? t("reason-missing") : undefined}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
