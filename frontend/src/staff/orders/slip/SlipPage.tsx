import { useParams, useSearchParams } from "react-router";
import { PostalAddress } from "../../../account/form/PostalAddress";
import { LOCALES } from "../../../i18n/languages";
import { useLanguage } from "../../../i18n/useLanguage";
import { useTexts } from "../../../i18n/useTexts";
import details from "../../../orders/detail/OrderDetails.module.css";
import { Loaded } from "../../../queries/Loaded";
import { useShopRules } from "../../../session/useShopRules";
import { ColumnSkeletons } from "../../../ui/feedback/Skeleton";
import { Button } from "../../../ui/form/Button";
import { ButtonLink } from "../../../ui/form/ButtonLink";
import { Page } from "../../../ui/page/Page";
import { type StaffOrder, useStaffOrder } from "../useStaffOrder";
import { packed } from "./packed";
import styles from "./Slip.module.css";

/** /staff/orders/:number/slip: what goes into a parcel and where to, to print; prices are not on it. */
export default function SlipPage() {
  const { number = "" } = useParams();
  const t = useTexts("staff/slip", "slip");
  const query = useStaffOrder(number, 0);
  return (
    <Page title={t("title", { number })}>
      <Loaded query={query} skeleton={<ColumnSkeletons className={details.order} />}>
        {(order) => <Slip order={order} />}
      </Loaded>
    </Page>
  );
}

function Slip({ order }: { order: StaffOrder }) {
  const t = useTexts("staff/slip", "slip");
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const shop = useShopRules()?.name ?? "";
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" });
  return (
    <article>
      <p>{t("sender", { shop, date: day.format(new Date(order.placed_at)) })}</p>
      <h2>{t("to")}</h2>
      <PostalAddress address={order.address} />
      <h2>{t("items")}</h2>
      <ul className={styles.items}>
        {packed(order, params.get("parcel")).map(({ sku, title, quantity }) => (
          <li key={sku}>
            <strong>{quantity} ×</strong> <span lang="en">{title}</span> <code>{sku}</code>
          </li>
        ))}
      </ul>
      <div className={details.actions}>
        <Button onClick={() => window.print()}>{t("print")}</Button>
        <ButtonLink kind="quiet" to={`/staff/orders/${order.number}`}>
          {t("back")}
        </ButtonLink>
      </div>
    </article>
  );
}
