import type { Sales, SalesOfDay, SalesOfProduct } from "../../api/schema";
import { dayName } from "../../i18n/days";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Card } from "../../ui/page/Card";
import { Counts } from "../Counts";
import styles from "../Rows.module.css";

/** What was sold: all together, by day, and by product. */
export function SalesNumbers({ sales }: { sales: Sales }) {
  const t = useTexts("staff/sales", "sales");
  const money = useMoney();
  const counts = useCounts(sales.currency);
  const average = { label: t("average"), count: money(sales.average_minor, sales.currency) };
  return (
    <>
      <Card title={t("totals")}>
        <Counts counts={[...counts(sales), average]} />
        <p className={styles.soft}>{t("zone", { zone: sales.time_zone })}</p>
      </Card>
      {sales.days.length > 1 && <Days sales={sales} />}
      <Card title={t("products")}>
        {sales.products.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <>
            <p>{t("products-lead")}</p>
            <ul className={styles.rows}>
              {sales.products.map((product) => (
                <Product key={product.sku} product={product} currency={sales.currency} />
              ))}
            </ul>
          </>
        )}
      </Card>
    </>
  );
}

function Days({ sales }: { sales: Sales }) {
  const t = useTexts("staff/sales", "sales");
  const { language } = useLanguage();
  const counts = useCounts(sales.currency);
  return (
    <Card title={t("days")}>
      <ul className={styles.rows}>
        {sales.days.map((day) => (
          <li key={day.day} className={styles.row}>
            <strong>{dayName(language, day.day)}</strong>
            <Counts counts={counts(day)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Product({ product, currency }: { product: SalesOfProduct; currency: string }) {
  const t = useTexts("staff/sales", "sales");
  const money = useMoney();
  return (
    <li className={styles.row}>
      <span>
        <strong lang="en">{product.title}</strong> <code>{product.sku}</code>
      </span>
      <Counts
        counts={[
          { label: t("quantity"), count: product.quantity },
          { label: t("gross"), count: money(product.gross_minor, currency) },
          { label: t("net"), count: money(product.net_minor, currency) },
          { label: t("tax"), count: money(product.tax_minor, currency) },
        ]}
      />
    </li>
  );
}

function useCounts(currency: string) {
  const t = useTexts("staff/sales", "sales");
  const money = useMoney();
  return (sold: Omit<SalesOfDay, "day">) => [
    { label: t("orders"), count: sold.orders },
    { label: t("gross"), count: money(sold.gross_minor, currency) },
    { label: t("net"), count: money(sold.net_minor, currency) },
    { label: t("tax"), count: money(sold.tax_minor, currency) },
    { label: t("refunded"), count: money(sold.refunded_minor, currency) },
  ];
}
