import { Link, useSearchParams } from "react-router";
import type { OrderPage, ProductPage } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { StateBadge } from "../../orders/StateBadge";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { FoundCard } from "./FoundCard";
import { TEXT_MIN, useFound } from "./useFound";

/** /staff/search: the first orders and products that the text in the URL finds, and the customer with this address. */
export default function SearchPage() {
  const t = useTexts("staff/console", "search");
  const text = (useSearchParams()[0].get("find") ?? "").trim();
  return (
    <Page title={text === "" ? t("title") : t("found", { text })} subject={text}>
      {text.length < TEXT_MIN ? <EmptyState title={t("too-short", { count: TEXT_MIN })} /> : <Results text={text} />}
    </Page>
  );
}

function Results({ text }: { text: string }) {
  const may = useMay();
  return (
    <Loaded query={useFound(text)} skeleton={<Skeleton shape="block" />}>
      {({ orders, products }) => (
        <>
          {may("customers.read") && text.includes("@") && <Customer email={text} />}
          {orders && <Orders text={text} page={orders} />}
          {products && <Products text={text} page={products} />}
        </>
      )}
    </Loaded>
  );
}

function Orders({ text, page }: { text: string; page: OrderPage }) {
  const t = useTexts("staff/console", "search");
  const all = { path: `/staff/orders?${new URLSearchParams({ text })}`, label: t("all-orders") };
  return (
    <FoundCard title={t("orders")} items={page.orders} none={t("no-orders")} all={page.next_cursor ? all : null}>
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
  const t = useTexts("staff/console", "search");
  return (
    <p>
      <Link to={`/staff/customers?${new URLSearchParams({ email })}`}>{t("customer", { email })}</Link>
    </p>
  );
}

function Products({ text, page }: { text: string; page: ProductPage }) {
  const t = useTexts("staff/console", "search");
  const all = { path: `/staff/products?${new URLSearchParams({ q: text })}`, label: t("all-products") };
  return (
    <FoundCard title={t("products")} items={page.products} none={t("no-products")} all={page.next_cursor ? all : null}>
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
