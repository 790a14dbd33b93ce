import type { PreviewView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { catalogueStaffTexts } from "./catalogueTexts";
import styles from "./Rows.module.css";

/** The stock that the file counts otherwise than the shop does. */
export function StockChanges({ preview: { counts, stock_counted } }: { preview: PreviewView }) {
  const t = useTexts(catalogueStaffTexts);
  return (
    <details>
      <summary>{t("counts")}</summary>
      <ul className={styles.rows}>
        {counts.map(({ sku, known, counted }) => (
          <li key={sku} className={styles.soft}>
            {sku}: {known ?? "–"} → {counted}
          </li>
        ))}
      </ul>
      {stock_counted > counts.length && <p>{t("more-changes", { count: stock_counted - counts.length })}</p>}
    </details>
  );
}
