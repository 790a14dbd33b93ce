import { useTexts } from "../../../i18n/useTexts";
import { useShopRules } from "../../../session/useShopRules";
import { Field, type FieldProps } from "../../../ui/form/Field";
import { SuggestField } from "../../../ui/form/SuggestField";

type Name = "carrier" | "tracking_code";

/** The carrier, of those that the shop knows or another, and the tracking code. */
export function TrackingFields({
  carriers,
  field,
  problems,
}: {
  carriers: readonly string[];
  field: (name: Name) => FieldProps | Omit<FieldProps, "label">;
  problems: Partial<Record<Name, "required" | null | undefined>>;
}) {
  const t = useTexts("staff/orders", "order");
  const longest = useShopRules()?.short_text_max;
  return (
    <>
      <SuggestField
        {...field("carrier")}
        label={t("carrier")}
        maxLength={longest}
        known={carriers}
        problem={problems.carrier && t(problems.carrier)}
      />
      <Field
        {...field("tracking_code")}
        label={t("tracking-code")}
        maxLength={longest}
        autoComplete="off"
        problem={problems.tracking_code && t(problems.tracking_code)}
      />
    </>
  );
}
