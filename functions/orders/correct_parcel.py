"""PUT /api/staff/orders/{number}/parcels/{parcel_id} — corrects a parcel's carrier and tracking code."""

from uuid import UUID

from db.models.orders import Order
from db.models.shipments import Parcel
from eventing.events.shipments import OrderTrackingCorrected
from functions.orders.errors import OrderUnknown
from functions.orders.shipments.errors import ParcelUnknown
from functions.orders.shipments.packing import tracking_url
from functions.orders.shipments.queries import shipments_of
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class CorrectParcel(Request):
    number: OrderNumber
    parcel_id: UUID
    carrier: ShortText
    tracking_code: ShortText


@http_operation(permission="orders.ship", errors=(OrderUnknown, ParcelUnknown))
def correct_parcel(command: CorrectParcel, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    parcels = shipments_of(shop.session, order).parcels
    parcel = next((each for each in parcels if each.id == command.parcel_id), None)
    if parcel is None:
        raise ParcelUnknown(f"Order {order.number} has no parcel {command.parcel_id}.")
    # One that the release before has shipped is stored with its first correction.
    shop.session.add(parcel)
    before = {"carrier": parcel.carrier, "tracking_code": parcel.tracking_code}
    parcel.tracking_url = tracking_url(shop.session, command.carrier, command.tracking_code)
    parcel.carrier, parcel.tracking_code = command.carrier, command.tracking_code
    parcel.corrections += 1
    if parcel is parcels[-1]:
        order.carrier, order.tracking_code = command.carrier, command.tracking_code
    record(shop, order, Reason("tracking_corrected", {"carrier": command.carrier}), caller.name)
    shop.announce(_announcement(order, parcel))
    after = {"carrier": parcel.carrier, "tracking_code": parcel.tracking_code}
    shop.record(caller, "correct-parcel", order.number, {"from": before, "to": after})
    return OrderView.of_changed(shop.session, order, caller)


def _announcement(order: Order, parcel: Parcel) -> OrderTrackingCorrected:
    return OrderTrackingCorrected(
        order_id=order.id,
        number=order.number,
        parcel_id=parcel.id,
        correction=parcel.corrections,
        carrier=parcel.carrier,
        tracking_code=parcel.tracking_code,
        tracking_url=parcel.tracking_url or "",
    )
