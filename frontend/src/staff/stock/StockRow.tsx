import { useState } from "react";
import type { StockItem } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import { Counts } from "../Counts";
import styles from "../Rows.module.css";
import { MovementForm } from "./MovementForm";
import { PolicyForm } from "./PolicyForm";

const LEVELS = ["on_hand", "reserved", "available"] as const;

/** The stock of a SKU, and on demand the forms that change it. */
export function StockRow({ item }: { item: StockItem }) {
  const t = useTexts("staff/stock", "stock");
  const may = useMay();
  const [isInProgress, move] = useState(false);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong {...MERCHANT_TEXT}>{[item.title || t("gone"), ...item.option_values].join(", ")}</strong>
          <span className={styles.soft}>
            {item.sku}
            {item.policy !== "tracked" && ` · ${t(item.policy)}`}
          </span>
        </span>
        <Counts counts={LEVELS.map((level) => ({ label: t(level), count: item[level] }))} />
        {may("inventory.adjust") && (
          <Button
            kind="secondary"
            aria-expanded={isInProgress}
            aria-label={t("move-sku", { sku: item.sku })}
            onClick={() => move(!isInProgress)}
          >
            {t("move")}
          </Button>
        )}
      </div>
      {isInProgress && <MovementForm sku={item.sku} />}
      {isInProgress && <PolicyForm item={item} />}
    </li>
  );
}
