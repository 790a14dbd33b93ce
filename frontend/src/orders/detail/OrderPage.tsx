import { lazy, useState } from "react";
import { useParams } from "react-router";
import { ShopProblem } from "../../api/problem";
import type { OrderView } from "../../api/schema";
import type { TextKey } from "../../i18n/catalogs";
import { withTexts } from "../../i18n/loadTexts";
import type { Translate } from "../../i18n/texts";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useShop } from "../../session/shop";
import { useSession } from "../../session/useSession";
import { ColumnSkeletons } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import { reloadAfterRelease } from "../../ui/reloadAfterRelease";
import { GuestOrders } from "../lookup/guestOrders";
import { parseState } from "../states";
import { OrderDetails } from "./OrderDetails";
import styles from "./OrderDetails.module.css";
import { sayReason } from "./reasons";
import { useOrder } from "./useOrder";

// Only guests need it, once for each order and tab.
const LookUpPage = lazy(reloadAfterRelease(withTexts(["lookUp"], () => import("../lookup/LookUpPage"))));

/** /orders/:number: the link in our e-mails. A guest enters the e-mail address once; an account has to log in. */
export default function OrderPage() {
  const { number = "" } = useParams();
  return <OrderOrLookUp key={number} number={number} />;
}

function OrderOrLookUp({ number }: { number: string }) {
  const { tab } = useShop();
  const isGuest = useSession() === null;
  const [email, setEmail] = useState(() => new GuestOrders(tab).emailFor(number));
  if (isGuest && email === null) return <LookUpPage number={number} onFound={setEmail} />;
  return <Order number={number} email={email} onFound={setEmail} />;
}

/** The order. If it is not the account's, the look-up: the shopper may have placed it as a guest. */
function Order({ number, email, onFound }: { number: string; email: string | null; onFound: (email: string) => void }) {
  const t = useTexts("orders", "order");
  const tr = useTexts("orderDetails", "reasons");
  const query = useOrder(number, email);
  if (email === null && query.error instanceof ShopProblem && query.error.status === 404) {
    return <LookUpPage number={number} onFound={onFound} />;
  }
  return (
    <Page
      title={t("order", { number })}
      lead={<span role="status">{query.data ? sayLead(query.data.order, t, tr) : "…"}</span>}
    >
      <Loaded query={query} skeleton={<ColumnSkeletons className={styles.order} />}>
        {({ order }) => <OrderDetails order={order} email={email} />}
      </Loaded>
    </Page>
  );
}

/** What the state means for the shopper; why, where the order was rejected. */
function sayLead(
  order: OrderView,
  t: Translate<TextKey<"orders", "order">>,
  tr: Translate<TextKey<"orderDetails", "reasons">>,
): string {
  const last = order.timeline.at(-1);
  const reason = last && sayReason(last, order.lines, tr, String);
  return t(leadOf(order), { reason: reason || t(`state-${parseState(order.state)}`) });
}

function leadOf({ state, awaits_payment, timeline }: OrderView) {
  if (awaits_payment) return "lead-payable";
  // No money moved for an order cancelled before its capture, although the previous release calls it refunded.
  const isReleased = timeline.at(-1)?.reason_code === "payment_voided" && state !== "rejected";
  return isReleased ? "lead-released" : (`lead-${parseState(state)}` as const);
}
