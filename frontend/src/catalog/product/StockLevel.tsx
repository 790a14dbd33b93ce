import { useTexts } from "../../i18n/useTexts";
import styles from "./StockLevel.module.css";
import { productTexts } from "./texts";

const FEW_MAX = 5;

/** Whether a variant is in stock, sold out, or almost. */
export function StockLevel({ available }: { available: number }) {
  const t = useTexts(productTexts);
  if (available === 0) return <p className={`${styles.stock} ${styles.none}`}>{t("sold-out")}</p>;
  if (available <= FEW_MAX) return <p className={`${styles.stock} ${styles.few}`}>{t("few", { count: available })}</p>;
  return <p className={styles.stock}>{t("in-stock")}</p>;
}
