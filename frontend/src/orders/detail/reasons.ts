import type { OrderView, TransitionView } from "../../api/schema";
import type { TextKey } from "../../i18n/catalogs";
import type { Translate } from "../../i18n/texts";

/** The sentence for a reason; empty for a code that this page, loaded before a release, does not know. */
export function sayReason(
  { reason_code, parameters }: Pick<TransitionView, "reason_code" | "parameters">,
  lines: OrderView["lines"],
  t: Translate<TextKey<"orderDetails", "reasons">>,
  money: (minor: number) => string,
): string {
  if (!t.has(reason_code)) return "";
  const { carrier, sku, available, amount_minor } = parameters;
  const key = reason_code === "out_of_stock" && available ? "few_left" : reason_code;
  return t(key, {
    carrier: carrier ?? "",
    title: lines.find((line) => line.sku === sku)?.title ?? t("an-item"),
    available: available ?? 0,
    amount: amount_minor === null ? "" : money(amount_minor),
  });
}
