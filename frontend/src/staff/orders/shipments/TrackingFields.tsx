import { useId } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { useShopRules } from "../../../session/useShopRules";
import { Field, type FieldProps } from "../../../ui/form/Field";
import { staffOrderTexts } from "../texts";

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
  const t = useTexts(staffOrderTexts);
  const known = useId();
  const longest = useShopRules()?.short_text_max;
  return (
    <>
      <Field
        {...field("carrier")}
        label={t("carrier")}
        maxLength={longest}
        list={known}
        problem={problems.carrier && t(problems.carrier)}
      />
      <datalist id={known}>
        {carriers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
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
