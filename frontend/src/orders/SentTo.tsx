import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { OrderCard } from "./OrderCard";
import { PostalAddress } from "./PostalAddress";
import { orderTexts } from "./texts";

/** Where an order goes, and once it is on its way, with whom. */
export function SentTo({ order }: { order: OrderView }) {
  const t = useTexts(orderTexts);
  return (
    <OrderCard id="sent-to" title={t("sent-to")}>
      <PostalAddress address={order.address} email={order.email} />
      {order.carrier && (
        <p>
          {t("parcel")}: {order.carrier}
          {order.tracking_code && `, ${t("tracking-code")} ${order.tracking_code}`}
        </p>
      )}
    </OrderCard>
  );
}
