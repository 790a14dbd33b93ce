import { useNavigate } from "react-router";
import { useProfile } from "../account/useProfile";
import { CartSkeleton } from "../cart/CartSkeleton";
import { cartPageTexts } from "../cart/pageTexts";
import { useCart } from "../cart/useCart";
import { useTexts } from "../i18n/useTexts";
import { useSession } from "../session/useSession";
import { ButtonLink } from "../ui/ButtonLink";
import { EmptyState } from "../ui/EmptyState";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { CheckoutForm } from "./CheckoutForm";
import { PlacingNotice } from "./PlacingNotice";
import { checkoutTexts } from "./texts";
import { type PlaceOrder, usePlaceOrder } from "./usePlaceOrder";

/** /checkout — then to the order's page; going back from there does not lead to the same checkout again. */
export default function CheckoutPage() {
  const t = useTexts(checkoutTexts);
  const navigate = useNavigate();
  const placing = usePlaceOrder((order) => navigate(`/orders/${order.number}`, { replace: true }));
  return (
    <Page title={t("title")}>
      <Checkout placing={placing} />
    </Page>
  );
}

/** The form, once cart and account are known. An empty cart may be that of an order whose answer was lost. */
function Checkout({ placing }: { placing: PlaceOrder }) {
  const cart = useCart();
  const isGuest = useSession() === null;
  const profile = useProfile();
  return (
    <Loaded query={cart} skeleton={<CartSkeleton />}>
      {(found) => {
        if (found.items.length === 0) return placing.isOpen ? <PlacingNotice placing={placing} /> : <NothingToOrder />;
        if (isGuest) return <CheckoutForm cart={found} profile={null} placing={placing} />;
        return (
          <Loaded query={profile} skeleton={<CartSkeleton />}>
            {(account) => <CheckoutForm cart={found} profile={account} placing={placing} />}
          </Loaded>
        );
      }}
    </Loaded>
  );
}

function NothingToOrder() {
  const t = useTexts(cartPageTexts);
  return (
    <EmptyState title={t("empty")}>
      <ButtonLink to="/products">{t("browse")}</ButtonLink>
    </EmptyState>
  );
}
