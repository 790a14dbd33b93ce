import { useTexts } from "../i18n/useTexts";
import { productTexts } from "./productTexts";
import styles from "./StockLevel.module.css";

const FEW_MAX = 5;

export function StockLevel({ available }: { available: number }) {
  const t = useTexts(productTexts);
  if (available === 0) return <p className={`${styles.stock} ${styles.none}`}>{t("sold-out")}</p>;
  if (available <= FEW_MAX) return <p className={`${styles.stock} ${styles.few}`}>{t("few", { count: available })}</p>;
  return <p className={styles.stock}>{t("in-stock")}</p>;
}
