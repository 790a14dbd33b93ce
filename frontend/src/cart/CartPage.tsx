import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { SessionEndedNotice } from "../session/SessionEndedNotice";
import { useHasLapsed } from "../session/useSession";
import { EmptyState } from "../ui/feedback/EmptyState";
import { ColumnSkeletons } from "../ui/feedback/Skeleton";
import { ButtonLink } from "../ui/form/ButtonLink";
import { Page } from "../ui/page/Page";
import { CartContents } from "./CartContents";
import styles from "./CartContents.module.css";
import { cartPageTexts } from "./pageTexts";
import { useCart } from "./useCart";

/** /cart: the items of the cart, and the way to the checkout. An account's can only be seen once its session has ended. */
export default function CartPage() {
  const t = useTexts(cartPageTexts);
  const query = useCart();
  const hasLapsed = useHasLapsed();
  return (
    <Page title={t("title")}>
      <Loaded query={query} skeleton={<ColumnSkeletons className={styles.contents} />}>
        {(cart) =>
          hasLapsed && cart.cart_token === null ? (
            <>
              <SessionEndedNotice path="/cart" />
              <div inert>{cart.items.length > 0 && <CartContents cart={cart} />}</div>
            </>
          ) : cart.items.length > 0 ? (
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
