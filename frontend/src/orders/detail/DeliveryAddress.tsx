import { PostalAddress } from "../../account/form/PostalAddress";
import type { OrderView } from "../../api/schema";
import { dayRange } from "../../i18n/days";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { Card } from "../../ui/page/Card";
import { BusinessNumber } from "./BusinessNumber";

/** Where an order is delivered to, and when its parcel is to arrive. */
export function DeliveryAddress({ order }: { order: OrderView }) {
  const t = useTexts("orders", "order");
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
