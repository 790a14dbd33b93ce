import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { changesBetween } from "./changes";
import type { StaffProduct } from "./useStaffProduct";

/** What has been changed in a product since it was seen, in sentences; nothing if `seen` is null. */
export function useProductChanges(seen: StaffProduct | null, present: StaffProduct): string[] {
  const t = useTexts("staff/productChanges", "changes");
  const money = useMoney();
  if (seen === null) return [];
  const { fields, prices } = changesBetween(seen, present);
  const say = (minor: number | null) => (minor === null ? "–" : money(minor, present.currency));
  return [
    ...prices.map(({ sku, before, now }) => t("price", { sku, before: say(before), now: say(now) })),
    ...fields.map((field) => t(field)),
  ];
}
