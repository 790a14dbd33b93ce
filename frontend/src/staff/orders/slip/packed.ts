import type { OrderView } from "../../../api/schema";
import { restOf, titled } from "../../../orders/shipments/shipments";

/** What a packing slip lists: the parcel's items, or without a parcel those that are left to ship. */
export function packed(order: OrderView, parcelId: string | null): ReturnType<typeof titled> {
  const parcel = order.parcels?.find(({ id }) => id === parcelId);
  return parcel ? titled(order, parcel.lines) : restOf(order);
}
