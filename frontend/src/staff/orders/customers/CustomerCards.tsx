import { Link } from "react-router";
import { PostalAddress } from "../../../account/form/PostalAddress";
import type { AddressUsed, Customer, CustomerNote } from "../../../api/schema";
import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { Card } from "../../../ui/page/Card";
import { Counts } from "../../Counts";
import styles from "../../Rows.module.css";

/** What a customer has spent, where their orders went, and what staff wrote on them. */
export function CustomerCards({ customer }: { customer: Customer }) {
  const t = useTexts("staff/customers", "customers");
  return (
    <>
      <Summary customer={customer} />
      {customer.addresses.length > 0 && (
        <Card title={t("addresses")}>
          <ul className={styles.rows}>
            {customer.addresses.map((used) => (
              <Address key={used.last_used_at} used={used} />
            ))}
          </ul>
        </Card>
      )}
      {customer.notes.length > 0 && (
        <Card title={t("notes")}>
          <ul className={styles.rows}>
            {customer.notes.map((note) => (
              <Note key={note.id} note={note} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Summary({ customer }: { customer: Customer }) {
  const t = useTexts("staff/customers", "customers");
  const money = useMoney();
  return (
    <Card title={t("summary")}>
      <p>{t(customer.has_account ? "account" : "guest")}</p>
      {!customer.is_whole && <p>{t("not-whole", { count: customer.orders })}</p>}
      <Counts counts={[{ label: t("orders"), count: customer.orders }]} />
      {customer.spent.map(({ currency, orders, spent_minor, refunded_minor }) => (
        <Counts
          key={currency}
          counts={[
            { label: t("sold", { currency }), count: orders },
            { label: t("spent"), count: money(spent_minor, currency) },
            { label: t("refunded"), count: money(refunded_minor, currency) },
          ]}
        />
      ))}
      {customer.other_emails.length > 0 && (
        <>
          <p>{t("others")}</p>
          <ul>
            {customer.other_emails.map((email) => (
              <li key={email}>
                <Link to={`/staff/customers?email=${encodeURIComponent(email)}`}>{email}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Address({ used }: { used: AddressUsed }) {
  const t = useTexts("staff/customers", "customers");
  const [before, after] = t("last-used", { date: "|" }).split("|");
  return (
    <li className={styles.row}>
      <PostalAddress address={used.address} />
      <span className={styles.soft}>
        {before}
        <Moment at={used.last_used_at} />
        {after}
      </span>
    </li>
  );
}

function Note({ note: { number, text, author, at } }: { note: CustomerNote }) {
  const t = useTexts("staff/customers", "customers");
  return (
    <li className={styles.row}>
      <p className={styles.note}>{text}</p>
      <span className={styles.soft}>
        <Link to={`/staff/orders/${number}`}>{number}</Link> · <Moment at={at} /> · {t("by", { author })}
      </span>
    </li>
  );
}
