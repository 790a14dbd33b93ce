import type { CartView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { useHasLapsed } from "../session/useSession";
import { EmptyState } from "../ui/feedback/EmptyState";
import { ColumnSkeletons } from "../ui/feedback/Skeleton";
import { ButtonLink } from "../ui/form/ButtonLink";
import { Page } from "../ui/page/Page";
import { CartContents } from "./CartContents";
import styles from "./CartContents.module.css";
import { RemovedItem } from "./RemovedItem";
import { SessionEndedNotice } from "./SessionEndedNotice";
import { useCart } from "./useCart";
import { useRemoval } from "./useRemoval";

/** /cart: the items of the cart, and the way to the checkout. An account's can only be seen once its session has ended. */
export default function CartPage() {
  const t = useTexts("cart", "cart");
  const query = useCart();
  const hasLapsed = useHasLapsed();
  return (
    <Page title={t("title")}>
      <Loaded query={query} skeleton={<ColumnSkeletons className={styles.contents} />}>
        {(cart) =>
          hasLapsed && cart.cart_token === null ? (
            <>
              <SessionEndedNotice path="/cart" />
              <div inert>{cart.items.length > 0 && <Cart cart={cart} />}</div>
            </>
          ) : (
            <Cart cart={cart} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Cart({ cart }: { cart: CartView }) {
  const t = useTexts("cart", "cart");
  const removal = useRemoval();
  if (cart.items.length > 0) return <CartContents cart={cart} removal={removal} />;
  return (
    <>
      {removal.removed && <RemovedItem item={removal.removed.item} onUndone={removal.restore} />}
      <EmptyState title={t("empty")}>
        <ButtonLink to="/products">{t("browse")}</ButtonLink>
      </EmptyState>
    </>
  );
}
