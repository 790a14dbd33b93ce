import type { ReactNode } from "react";
import type { OrderView, ParcelView, ReleaseView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { Card } from "../../ui/page/Card";
import { parcelsOf, restOf, titled } from "./shipments";

/** The parcels of an order with their tracking, and the items still to be sent or released; nothing if there are none. */
export function ParcelsCard({ order, actions }: { order: OrderView; actions?: (parcel: ParcelView) => ReactNode }) {
  const t = useTexts("orderDetails", "shipments");
  const parcels = parcelsOf(order);
  // Missing in answers of the release before.
  const releases = order.releases ?? [];
  if (parcels.length === 0 && releases.length === 0) return null;
  const rest = restOf(order);
  return (
    <Card title={t("title")}>
      {parcels.map((parcel) => (
        <Parcel key={parcel.id} order={order} parcel={parcel}>
          {actions?.(parcel)}
        </Parcel>
      ))}
      {rest.length > 0 && (
        <section>
          <h3>{t("to-ship")}</h3>
          <Items items={rest} />
        </section>
      )}
      {releases.map((release) => (
        <Released key={release.id} order={order} release={release} />
      ))}
    </Card>
  );
}

function Parcel({ order, parcel, children }: { order: OrderView; parcel: ParcelView; children: ReactNode }) {
  const t = useTexts("orderDetails", "shipments");
  const { language } = useLanguage();
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" });
  const { carrier, tracking_code, tracking_url, sent_at, lines } = parcel;
  return (
    <section>
      <h3>{t("parcel", { date: day.format(new Date(sent_at)), carrier })}</h3>
      <Items items={titled(order, lines)} />
      {tracking_code && (
        <p>
          {t("tracking-code")} <TrackingCode code={tracking_code} url={tracking_url} />
        </p>
      )}
      {children}
    </section>
  );
}

/** The code, as a link to the carrier's page about the parcel where that is known. */
function TrackingCode({ code, url }: { code: string; url: string | null }) {
  if (url === null) return code;
  return (
    <a href={url} rel="noreferrer" target="_blank">
      {code}
    </a>
  );
}

function Released({ order, release }: { order: OrderView; release: ReleaseView }) {
  const t = useTexts("orderDetails", "shipments");
  const money = useMoney();
  const { amount_minor, taken_minor, lines } = release;
  const amount = money(amount_minor, order.currency);
  return (
    <section>
      <h3>{t("released")}</h3>
      <Items items={titled(order, lines)} />
      {amount_minor > 0 && <p>{t(taken_minor > 0 ? "refunded" : "not-charged", { amount })}</p>}
    </section>
  );
}

function Items({ items }: { items: ReturnType<typeof titled> }) {
  return (
    <ul>
      {items.map(({ sku, title, quantity }) => (
        <li key={sku}>
          {quantity} × <span lang="en">{title}</span>
        </li>
      ))}
    </ul>
  );
}
