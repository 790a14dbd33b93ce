import { useTexts } from "../../../i18n/useTexts";
import details from "../../../orders/detail/OrderDetails.module.css";
import { useMay } from "../../../session/useMay";
import { ButtonLink } from "../../../ui/form/ButtonLink";
import type { StaffOrder } from "../useStaffOrder";
import { packed } from "./packed";

/** What else there is of an order: the slip of what is left to ship, and the customer's orders. */
export function OrderLinks({ order }: { order: StaffOrder }) {
  const t = useTexts("staff/slip", "slip");
  const may = useMay();
  const email = encodeURIComponent(order.email);
  return (
    <div className={details.actions}>
      {packed(order, null).length > 0 && <SlipLink order={order} />}
      {order.email && (
        <ButtonLink
          kind="quiet"
          to={may("customers.read") ? `/staff/customers?email=${email}` : `/staff/orders?text=${email}`}
        >
          {t("customer")}
        </ButtonLink>
      )}
    </div>
  );
}

/** The packing slip of a parcel, or of what is left to ship. */
export function SlipLink({ order, parcelId }: { order: StaffOrder; parcelId?: string }) {
  const t = useTexts("staff/slip", "slip");
  const of = parcelId ? `?parcel=${parcelId}` : "";
  return (
    <ButtonLink kind="quiet" to={`/staff/orders/${order.number}/slip${of}`}>
      {t("slip")}
    </ButtonLink>
  );
}
