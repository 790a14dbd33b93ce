import type { ProductChangeView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { catalogueStaffTexts } from "./catalogueTexts";
import styles from "./Rows.module.css";

/** A product with the cells that change: what they say, and what they will say. */
export function ProductChange({ change }: { change: ProductChangeView }) {
  const t = useTexts(catalogueStaffTexts);
  return (
    <li className={styles.row}>
      <span>
        <strong lang="en">{change.title}</strong> {change.created ? t("is-new") : t("is-changed")}
        <span className={styles.soft}>{change.handle}</span>
      </span>
      {change.cells.map(({ column, before, after }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells of several rows may be alike, and their order stays.
        <span key={place} className={styles.soft} lang="en">
          {column}: <del>{before}</del> → <ins>{after}</ins>
        </span>
      ))}
    </li>
  );
}
