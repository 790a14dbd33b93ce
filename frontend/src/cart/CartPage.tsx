import { useTexts } from "../i18n/useTexts";
import { ButtonLink } from "../ui/ButtonLink";
import { EmptyState } from "../ui/EmptyState";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { CartContents } from "./CartContents";
import { CartSkeleton } from "./CartSkeleton";
import { cartPageTexts } from "./pageTexts";
import { useCart } from "./useCart";

/** /cart */
export default function CartPage() {
  const t = useTexts(cartPageTexts);
  const query = useCart();
  return (
    <Page title={t("title")}>
      <Loaded query={query} skeleton={<CartSkeleton />}>
        {(cart) =>
          cart.items.length > 0 ? (
            <CartContents cart={cart} />
          ) : (
            <EmptyState title={t("empty")}>
              <ButtonLink to="/products">{t("browse")}</ButtonLink>
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
