import type { PreviewView, ProductChangeView } from "../../api/schema";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import { Notice } from "../../ui/feedback/Notice";
import { Counts } from "../Counts";
import styles from "../Rows.module.css";

const COUNTS = ["created", "changed", "unchanged", "stock_counted", "stock_policies_set"] as const;

/** What an import would change: how many products, and the first changes in detail. */
export function ImportPreview({ preview }: { preview: PreviewView }) {
  const t = useTexts("staff/imports", "imports");
  const more = preview.created + preview.changed - preview.changes.length;
  return (
    <Notice>
      <p>{t("would")}</p>
      <p className={styles.soft}>
        {t("columns-read", { columns: preview.columns.read.join(", ") })}
        {preview.columns.kept.length > 0 && ` ${t("columns-kept", { columns: preview.columns.kept.join(", ") })}`}
      </p>
      <Counts counts={COUNTS.map((name) => ({ label: t(name), count: preview[name] }))} />
      {preview.changes.length > 0 && (
        <ul className={styles.rows}>
          {preview.changes.map((change) => (
            <ProductChange key={change.handle} change={change} currency={preview.currency} />
          ))}
        </ul>
      )}
      {more > 0 && <p>{t("more", { count: more })}</p>}
      {preview.counts.length > 0 && <StockChanges preview={preview} />}
      {preview.policies.length > 0 && <PolicyChanges preview={preview} />}
    </Notice>
  );
}

/** A product with each cell that would change, before and after. */
function ProductChange({ change, currency }: { change: ProductChangeView; currency: string }) {
  const t = useTexts("staff/imports", "imports");
  return (
    <li className={styles.row}>
      <span>
        <strong {...MERCHANT_TEXT}>{change.title}</strong> {change.created ? t("is-new") : t("is-changed")}
        <span className={styles.soft}>
          {change.handle} · {t("variants", { count: change.variants })} ·{" "}
          <Price minor={change.price_from_minor} currency={currency} />
          {change.price_to_minor !== change.price_from_minor && (
            <>
              {" – "}
              <Price minor={change.price_to_minor} currency={currency} />
            </>
          )}
        </span>
      </span>
      {change.cells.map(({ column, before, after }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells of several rows may be alike, and their order stays.
        <span key={index} className={styles.soft} lang="en">
          {column}: <del dir="auto">{before}</del> → <ins dir="auto">{after}</ins>
        </span>
      ))}
    </li>
  );
}

/** The stock that would change, per SKU. */
function StockChanges({ preview: { counts, stock_counted } }: { preview: PreviewView }) {
  const t = useTexts("staff/imports", "imports");
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
      {stock_counted > counts.length && <p>{t("more", { count: stock_counted - counts.length })}</p>}
    </details>
  );
}

/** The SKUs that would be stocked otherwise. */
function PolicyChanges({ preview: { policies, stock_policies_set } }: { preview: PreviewView }) {
  const t = useTexts("staff/imports", "imports");
  return (
    <details>
      <summary>{t("policies")}</summary>
      <ul className={styles.rows}>
        {policies.map(({ sku, known, policy }) => (
          <li key={sku} className={styles.soft}>
            {sku}: {t(known)} → {t(policy)}
          </li>
        ))}
      </ul>
      {stock_policies_set > policies.length && <p>{t("more", { count: stock_policies_set - policies.length })}</p>}
    </details>
  );
}
