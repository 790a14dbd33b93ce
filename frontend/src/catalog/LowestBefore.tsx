import { useTexts } from "../i18n/useTexts";
import { useMoney } from "../money/useMoney";
import styles from "./LowestBefore.module.css";

/** The lowest price of the 30 days before a reduction, which the law wants beside the reduced price; null for none. */
export function LowestBefore({ minor, currency }: { minor: number | null; currency: string }) {
  const t = useTexts("catalog", "list");
  const money = useMoney();
  if (minor === null) return null;
  return <span className={styles.lowest}>{t("lowest-before", { price: money(minor, currency) })}</span>;
}
