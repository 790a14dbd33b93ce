"""POST /api/staff/orders/{number}/ship — marks a confirmed order as shipped; capture_payment captures its payment."""

from eventing.events.orders import OrderShipped
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason, enter
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ShipOrder(Request):
    number: OrderNumber
    carrier: ShortText
    tracking_code: ShortText


@http_operation(permission="orders.ship", errors=(OrderUnknown, OrderNotInState))
def ship_order(command: ShipOrder, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    enter(shop, order, "shipped", Reason("shipped", {"carrier": command.carrier}), caller.name)
    order.carrier, order.tracking_code = command.carrier, command.tracking_code
    sent = {"carrier": command.carrier, "tracking_code": command.tracking_code}
    shop.announce(OrderShipped(order_id=order.id, number=order.number, email=order.email, **sent))
    shop.record(caller, "ship-order", order.number, sent)
    return OrderView.of_changed(shop.session, order, caller)
