import type { TransitionView } from "../api/schema";
import type { Say } from "../i18n/texts";
import { type ReasonCode, reasonTexts } from "./reasonTexts";

/** Why the order moved; empty for a code that this page, loaded before a release, does not know. */
export function sayReason(
  { reason_code, parameters }: Pick<TransitionView, "reason_code" | "parameters">,
  t: Say<ReasonCode | "something">,
  formatAmount: (minor: number) => string,
): string {
  if (!(reason_code in reasonTexts.en)) return "";
  const { carrier, sku, amount_minor } = parameters;
  return t(reason_code, {
    carrier: carrier ?? "",
    sku: sku ?? t("something"),
    amount: amount_minor === null ? "" : formatAmount(amount_minor),
  });
}
