"""POST /api/staff/orders/{number}/deliver — a shipped order has arrived; its return period starts."""

from eventing.events.orders import OrderDelivered
from functions.orders.access import order_of
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.transitions import enter
from functions.orders.views import OrderView
from functions.runtime.callers import Staff
from functions.runtime.fields import OrderNumber
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class MarkOrderDelivered(Request):
    number: OrderNumber


@http_operation(errors=(OrderUnknown, OrderNotInState))
def mark_order_delivered(command: MarkOrderDelivered, *, caller: Staff, shop: UnitOfWork) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    enter(shop, order, "delivered", "delivered", caller.name)
    shop.announce(OrderDelivered(order_id=order.id, number=order.number))
    shop.record(caller, "mark-order-delivered", order.number)
    return OrderView.of_changed(shop.session, order)
