import type { TransitionView } from "../../api/schema";
import type { Translate } from "../../i18n/texts";
import { type ReasonKey, reasonTexts } from "./reasonTexts";

/** The sentence for a reason; empty for a code that this page, loaded before a release, does not know. */
export function sayReason(
  { reason_code, parameters }: Pick<TransitionView, "reason_code" | "parameters">,
  t: Translate<ReasonKey>,
  money: (minor: number) => string,
): string {
  if (!(reason_code in reasonTexts.en)) return "";
  const { carrier, sku, amount_minor } = parameters;
  return t(reason_code, {
    carrier: carrier ?? "",
    sku: sku ?? t("an-item"),
    amount: amount_minor === null ? "" : money(amount_minor),
  });
}
