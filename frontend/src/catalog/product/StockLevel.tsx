import { useTexts } from "../../i18n/useTexts";
import styles from "./StockLevel.module.css";

const FEW_MAX = 5;

/** Whether a variant is in stock, sold out, almost, or ordered before it is there. */
export function StockLevel({ available, backordered }: { available: number; backordered: boolean }) {
  const t = useTexts("catalog", "product");
  if (available === 0) return <p className={`${styles.stock} ${styles.none}`}>{t("sold-out")}</p>;
  if (backordered) return <p className={`${styles.stock} ${styles.few}`}>{t("backordered")}</p>;
  if (available <= FEW_MAX) return <p className={`${styles.stock} ${styles.few}`}>{t("few", { count: available })}</p>;
  return <p className={styles.stock}>{t("in-stock")}</p>;
}
