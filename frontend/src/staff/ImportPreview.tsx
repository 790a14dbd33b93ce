import type { PreviewView } from "../api/schema";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Notice } from "../ui/Notice";
import { catalogueStaffTexts } from "./catalogueTexts";
import { ProductChange } from "./ProductChange";
import styles from "./Rows.module.css";
import { StockChanges } from "./StockChanges";

const FIGURES = ["created", "changed", "unchanged", "stock_counted"] as const;

/** What an import would change: how much, and the first changes themselves. */
export function ImportPreview({ preview }: { preview: PreviewView }) {
  const t = useTexts(catalogueStaffTexts);
  const { language } = useLanguage();
  const untold = preview.created + preview.changed - preview.changes.length;
  return (
    <Notice>
      <p>{t("would")}</p>
      <dl className={styles.figures}>
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(figure)}</dt>
            <dd>{preview[figure].toLocaleString(LOCALES[language])}</dd>
          </div>
        ))}
      </dl>
      {preview.changes.length > 0 && (
        <ul className={styles.rows}>
          {preview.changes.map((change) => (
            <ProductChange key={change.handle} change={change} />
          ))}
        </ul>
      )}
      {untold > 0 && <p>{t("more-changes", { count: untold })}</p>}
      {preview.counts.length > 0 && <StockChanges preview={preview} />}
    </Notice>
  );
}
