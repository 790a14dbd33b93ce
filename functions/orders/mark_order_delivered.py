"""POST /api/staff/orders/{number}/deliver — marks a shipped order as delivered; its return period starts.

A return that was announced before stays open; once it is settled, the order is delivered.
"""

from db.models.orders import Order
from eventing.events.orders import OrderDelivered
from functions.orders import rules
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.shipments.queries import shipments_of
from functions.orders.store.access import order_of, version_of
from functions.orders.store.timeline import entered
from functions.orders.store.transitions import Reason, enter, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class MarkOrderDelivered(Request):
    number: OrderNumber


@http_operation(permission="orders.mark-delivered", errors=(OrderUnknown, OrderNotInState))
def mark_order_delivered(
    command: MarkOrderDelivered, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch
) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    _check_arrival(shop, order)
    if order.state == "return_requested":
        record(shop, order, Reason("delivered"), caller.name)
    else:
        enter(shop, order, "delivered", Reason("delivered"), caller.name)
    shop.announce(OrderDelivered(order_id=order.id, number=order.number))
    shop.record(caller, "mark-order-delivered", order.number)
    return OrderView.of_changed(shop.session, order, caller)


def _check_arrival(shop: UnitOfWork, order: Order) -> None:
    """Raises OrderNotInState if items are left to ship: their return period would start before they arrive."""
    if not rules.may_arrive(order.state, entered(order)):
        raise OrderNotInState(f"An order that is {order.state} cannot become delivered.", state=order.state)
    if left := shipments_of(shop.session, order).left:
        advice = f"{left.total()} of its items are left to ship: ship or release them first."
        raise OrderNotInState(advice, state=order.state)
