import type { OrderView } from "../../api/schema";
import { dayRange } from "../../i18n/days";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { Card } from "../../ui/page/Card";
import { orderTexts } from "../texts";
import { BusinessNumber } from "./BusinessNumber";
import styles from "./DeliveryAddress.module.css";

/** Where an order is delivered to, and when its parcel is to arrive. */
export function DeliveryAddress({ order }: { order: OrderView }) {
  const t = useTexts(orderTexts);
  const { language } = useLanguage();
  return (
    <Card title={t("delivery-address")}>
      <PostalAddress address={order.address} email={order.email} />
      <BusinessNumber order={order} />
      {order.delivery && (
        <p>
          {order.delivery.names[language] ?? order.delivery.names.en}:{" "}
          {dayRange(language, order.delivery.arrives_from, order.delivery.arrives_until)}
        </p>
      )}
    </Card>
  );
}

/** The address as it is written on a parcel, with the e-mail address where it is given. */
export function PostalAddress({ address, email = "" }: { address: OrderView["address"]; email?: string }) {
  const { language } = useLanguage();
  const text = (name: string) => String(address[name] ?? "");
  const countries = new Intl.DisplayNames(LOCALES[language], { type: "region" });
  const country = text("country") && countries.of(text("country"));
  const city = `${text("postal_code")} ${text("city")}`.trim();
  const street = [text("name"), text("company"), text("street"), text("street_2")];
  const lines = [...street, city, text("area"), country, text("phone"), email].filter(Boolean);
  return <address className={styles.address}>{lines.join("\n")}</address>;
}
