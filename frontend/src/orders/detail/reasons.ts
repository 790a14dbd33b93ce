import type { OrderView, TransitionView } from "../../api/schema";
import type { Translate } from "../../i18n/texts";
import { type ReasonKey, reasonTexts } from "./reasonTexts";

/** The sentence for a reason; empty for a code that this page, loaded before a release, does not know. */
export function sayReason(
  { reason_code, parameters }: Pick<TransitionView, "reason_code" | "parameters">,
  lines: OrderView["lines"],
  t: Translate<ReasonKey>,
  money: (minor: number) => string,
): string {
  if (!Object.hasOwn(reasonTexts.en, reason_code)) return "";
  const { carrier, sku, available, amount_minor } = parameters;
  const key = reason_code === "out_of_stock" && available ? "few_left" : reason_code;
  return t(key, {
    carrier: carrier ?? "",
    title: lines.find((line) => line.sku === sku)?.title ?? t("an-item"),
    available: available ?? 0,
    amount: amount_minor === null ? "" : money(amount_minor),
  });
}
