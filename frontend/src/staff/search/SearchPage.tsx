import { Link, useSearchParams } from "react-router";
import { Moment } from "../../i18n/Moment";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { StateBadge } from "../../orders/StateBadge";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { FoundCard } from "./FoundCard";
import { searchTexts } from "./texts";
import { TEXT_MIN, useFoundOrders, useFoundProducts } from "./useFound";

/** /staff/search: the first orders and products that the text in the URL finds, and the customer with this address. */
export default function SearchPage() {
  const t = useTexts(searchTexts);
  const may = useMay();
  const text = (useSearchParams()[0].get("find") ?? "").trim();
  return (
    <Page title={text === "" ? t("title") : t("found", { text })} subject={text}>
      {text.length < TEXT_MIN ? (
        <EmptyState title={t("too-short", { count: TEXT_MIN })} />
      ) : (
        <>
          {may("orders.read") && <Orders text={text} />}
          {may("customers.read") && text.includes("@") && <Customer email={text} />}
          {may("catalog.read") && <Products text={text} />}
        </>
      )}
    </Page>
  );
}

function Orders({ text }: { text: string }) {
  const t = useTexts(searchTexts);
  const all = `/staff/orders?${new URLSearchParams({ text })}`;
  return (
    <FoundCard
      title={t("orders")}
      none={t("no-orders")}
      all={{ path: all, label: t("all-orders") }}
      query={useFoundOrders(text)}
    >
      {({ number, placed_at, email, state }) => (
        <li key={number} className={`${styles.row} ${styles.line}`}>
          <span className={styles.main}>
            <Link to={`/staff/orders/${number}`}>{number}</Link>
            <span className={styles.soft}>
              <Moment at={placed_at} />, {email}
            </span>
          </span>
          <StateBadge state={state} />
        </li>
      )}
    </FoundCard>
  );
}

function Customer({ email }: { email: string }) {
  const t = useTexts(searchTexts);
  return (
    <p>
      <Link to={`/staff/customers?${new URLSearchParams({ email })}`}>{t("customer", { email })}</Link>
    </p>
  );
}

function Products({ text }: { text: string }) {
  const t = useTexts(searchTexts);
  const all = `/staff/products?${new URLSearchParams({ q: text })}`;
  return (
    <FoundCard
      title={t("products")}
      none={t("no-products")}
      all={{ path: all, label: t("all-products") }}
      query={useFoundProducts(text)}
    >
      {({ handle, title }) => (
        <li key={handle} className={styles.row}>
          <span>
            <Link to={`/staff/products/${encodeURIComponent(handle)}`} {...MERCHANT_TEXT}>
              {title}
            </Link>
            <span className={styles.soft}>{handle}</span>
          </span>
        </li>
      )}
    </FoundCard>
  );
}
