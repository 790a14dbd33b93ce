import { type KeyboardEvent, useState } from "react";
import { ShopProblem } from "../api/problem";
import type { TextKey } from "../i18n/catalogs";
import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/form/Field";

/** Takes the VAT number of a business; the order is priced with it once the field is left. */
export function VatNumber({
  number,
  refusals,
  onEnter,
}: {
  number: string;
  /** What the API answered to the quote and to the order. */
  refusals: readonly unknown[];
  onEnter: (number: string) => void;
}) {
  const t = useTexts("checkout", "vatNumber");
  const [typed, setTyped] = useState(number);
  const enter = () => onEnter(typed.trim().toUpperCase());
  // Enter would place the order.
  const enterOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    enter();
  };
  const problem = number === "" ? undefined : refusals.map(problemOf).find((found) => found !== undefined);
  return (
    <Field
      label={t("label")}
      hint={t("hint")}
      name="vat-number"
      autoComplete="off"
      autoCapitalize="characters"
      maxLength={30}
      value={typed}
      problem={problem && t(problem)}
      onType={setTyped}
      onBlur={enter}
      onKeyDown={enterOnEnter}
    />
  );
}

function problemOf(refusal: unknown): TextKey<"checkout", "vatNumber"> | undefined {
  if (!(refusal instanceof ShopProblem)) return undefined;
  if (refusal.slug === "vat-number-unknown" || refusal.slug === "vat-check-unavailable") return refusal.slug;
  return refusal.slug === "vat-number-invalid" || "vat_number" in refusal.fields ? "vat-number-invalid" : undefined;
}
