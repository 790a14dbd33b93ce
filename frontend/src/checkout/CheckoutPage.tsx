import { lazy, Suspense } from "react";
import { useNavigate } from "react-router";
import { useProfile } from "../account/useProfile";
import { SessionEndedNotice } from "../cart/SessionEndedNotice";
import { useCart } from "../cart/useCart";
import { withTexts } from "../i18n/loadTexts";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { useHasLapsed, useSession } from "../session/useSession";
import { EmptyState } from "../ui/feedback/EmptyState";
import { ColumnSkeletons } from "../ui/feedback/Skeleton";
import { ButtonLink } from "../ui/form/ButtonLink";
import { Page } from "../ui/page/Page";
import { reloadAfterRelease } from "../ui/reloadAfterRelease";
import styles from "./CheckoutForm.module.css";
import { PlacingNotice } from "./PlacingNotice";
import { type PlaceOrder, usePlaceOrder } from "./usePlaceOrder";

// Loaded while the cart is read.
const CheckoutForm = lazy(reloadAfterRelease(withTexts(["forms", "orders"], () => import("./CheckoutForm"))));

/** /checkout: leads to the page of the order that was placed, which takes its place in the history. */
export default function CheckoutPage() {
  const t = useTexts("checkout", "checkout");
  const navigate = useNavigate();
  const placing = usePlaceOrder((order) => navigate(`/orders/${order.number}`, { replace: true }));
  return (
    <Page title={t("title")}>
      <Suspense fallback={<FormSkeleton />}>
        <Checkout placing={placing} />
      </Suspense>
    </Page>
  );
}

/**
 * The form, once cart and account are read. An empty cart may be that of a placed order whose response was lost. When
 * the session ends, the form stays as it is until the shopper has logged in again.
 */
function Checkout({ placing }: { placing: PlaceOrder }) {
  const cart = useCart();
  const isGuest = useSession() === null;
  const hasLapsed = useHasLapsed();
  const profile = useProfile();
  const isLost = hasLapsed && (profile.data === undefined || cart.data === undefined || cart.data.items.length === 0);
  if (isLost) return <SessionEndedNotice path="/checkout" />;
  return (
    <Loaded query={cart} skeleton={<FormSkeleton />}>
      {(found) => {
        if (found.items.length === 0)
          return placing.isUnanswered ? <PlacingNotice placing={placing} /> : <NothingToOrder />;
        if (isGuest && !hasLapsed) return <CheckoutForm key="guest" cart={found} profile={null} placing={placing} />;
        return (
          <Loaded query={profile} skeleton={<FormSkeleton />}>
            {(account) => <CheckoutForm key={account.email} cart={found} profile={account} placing={placing} />}
          </Loaded>
        );
      }}
    </Loaded>
  );
}

function FormSkeleton() {
  return <ColumnSkeletons className={styles.checkout} />;
}

function NothingToOrder() {
  const t = useTexts("cart", "cart");
  return (
    <EmptyState title={t("empty")}>
      <ButtonLink to="/products">{t("browse")}</ButtonLink>
    </EmptyState>
  );
}
