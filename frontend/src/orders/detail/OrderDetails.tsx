import { SaveAddress } from "../../account/addresses/SaveAddress";
import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { ShopperAddress } from "../changes/ShopperAddress";
import { ShopperRemoval } from "../changes/ShopperRemoval";
import { InvoicesCard } from "../invoices/InvoicesCard";
import { ReturnsCard } from "../returns/ReturnsCard";
import { ParcelsCard } from "../shipments/ParcelsCard";
import { DeliveryAddress } from "./DeliveryAddress";
import { OrderActions } from "./OrderActions";
import { OrderContents } from "./OrderContents";
import styles from "./OrderDetails.module.css";
import { PaymentCard } from "./payment/PaymentCard";
import { Timeline } from "./Timeline";

/** An order as its shopper sees it, with what they can do about it. */
export function OrderDetails({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts("orders", "order");
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        <OrderContents order={order} title={t("contents")} />
        <ParcelsCard order={order} />
        <InvoicesCard order={order} email={email} />
        <ReturnsCard order={order} />
        <DeliveryAddress order={order} />
        <ShopperAddress order={order} email={email} />
        <SaveAddress address={order.address} />
      </div>
      <div className={styles.column}>
        {order.awaits_payment && <PaymentCard order={order} email={email} />}
        <Timeline order={order} />
        <div className={styles.actions}>
          {order.state === "rejected" && <ButtonLink to="/cart">{t("back-to-cart")}</ButtonLink>}
          <OrderActions order={order} email={email} />
          <ShopperRemoval order={order} email={email} />
          <Button kind="secondary" onClick={() => window.print()}>
            {t("print")}
          </Button>
          <ButtonLink kind="quiet" to="/products">
            {t("continue-shopping")}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
