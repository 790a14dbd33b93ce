"""POST /api/staff/orders/{number}/ship — ships a parcel of an order; with the first one, its payment is captured."""

from typing import Any

from db.models.orders import Order
from db.models.shipments import Parcel
from eventing.events.orders import Line, OrderShipped
from eventing.events.shipments import OrderParcelSent
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.fields import OrderedLines
from functions.orders.shipments.choice import chosen
from functions.orders.shipments.errors import NotLeftToShip
from functions.orders.shipments.packing import pack
from functions.orders.shipments.queries import shipments_of
from functions.orders.shipments.rules import MAY_SHIP, capture_minor, is_all
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason, enter, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ShipOrder(Request):
    """Without `lines`, the parcel holds all that is left to ship."""

    number: OrderNumber
    carrier: ShortText
    tracking_code: ShortText
    lines: OrderedLines | None = None


@http_operation(permission="orders.ship", errors=(OrderUnknown, OrderNotInState, NotLeftToShip))
def ship_order(command: ShipOrder, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    shipments = shipments_of(shop.session, order)
    wanted = chosen(order, MAY_SHIP, shipments.left, command.lines)
    parcel = pack(shop, order, command.carrier, command.tracking_code, wanted)
    has_rest = not is_all(shipments.left, wanted)
    reason = Reason("shipped", {"carrier": command.carrier})
    if order.state == "confirmed":
        enter(shop, order, "shipped", reason, caller.name)
        taken_minor = capture_minor(order.total_minor, shipments.uncaptured_minor)
        shop.announce(OrderShipped(**_sent(order, parcel, has_rest=has_rest), capture_minor=taken_minor))
    else:
        record(shop, order, reason, caller.name)
        shop.announce(OrderParcelSent(**_sent(order, parcel, has_rest=has_rest)))
    detail = {"carrier": command.carrier, "tracking_code": command.tracking_code, "items": wanted}
    shop.record(caller, "ship-order", order.number, detail)
    return OrderView.of_changed(shop.session, order, caller)


def _sent(order: Order, parcel: Parcel, *, has_rest: bool) -> dict[str, Any]:
    return {
        "order_id": order.id,
        "number": order.number,
        "email": order.email,
        "carrier": parcel.carrier,
        "tracking_code": parcel.tracking_code,
        "tracking_url": parcel.tracking_url or "",
        "parcel_id": parcel.id,
        "lines": [Line(sku=line.sku, quantity=line.quantity) for line in parcel.lines],
        "has_rest": has_rest,
    }
