import { useTexts } from "../../i18n/useTexts";
import type { Count } from "./counted";

/** Adds a number of products to a label, "Mugs (12)"; "Mugs (12+)" if there may be more of them. */
export function useCounted(): (label: string, count: Count | undefined) => string {
  const t = useTexts("catalog", "list");
  return (label, count) =>
    count ? t(count.more ? "counted-at-least" : "counted", { label, count: count.products }) : label;
}
