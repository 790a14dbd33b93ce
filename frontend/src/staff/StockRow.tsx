import { useState } from "react";
import type { StockItem } from "../api/schema";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { MovementForm } from "./MovementForm";
import styles from "./Rows.module.css";
import { stockTexts } from "./stockTexts";

const LEVELS = ["on_hand", "reserved", "available"] as const;

/** What there is of a SKU, and on demand the form that changes it. */
export function StockRow({ item }: { item: StockItem }) {
  const t = useTexts(stockTexts);
  const { language } = useLanguage();
  const [isMoving, move] = useState(false);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong lang="en">{[item.title || t("gone"), ...item.option_values].join(", ")}</strong>
          <span className={styles.soft}>{item.sku}</span>
        </span>
        <dl className={styles.figures}>
          {LEVELS.map((level) => (
            <div key={level}>
              <dt>{t(level)}</dt>
              <dd>{item[level].toLocaleString(LOCALES[language])}</dd>
            </div>
          ))}
        </dl>
        <Button
          kind="secondary"
          aria-expanded={isMoving}
          aria-label={t("move-sku", { sku: item.sku })}
          onClick={() => move(!isMoving)}
        >
          {t("move")}
        </Button>
      </div>
      {isMoving && <MovementForm sku={item.sku} />}
    </li>
  );
}
