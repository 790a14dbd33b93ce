"""On shop.order.overdue.v1 — restarts the processing of a stuck order.

Every step has recorded its decision and announces the same outcome again, so nothing happens twice.
"""

from eventing.events.orders import OrderOverdue, OrderPlaced
from functions.orders import rules
from functions.orders.queries import order_to_change, ordered_lines
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def resume_order(event: OrderOverdue, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    if order.deadline_at is None or order.deadline_at > shop.now:
        return
    order.deadline_at = rules.deadline(order.state, order.payment_method, shop.now)
    lines = ordered_lines(shop.session, order.id)
    shop.announce(OrderPlaced(order_id=order.id, number=order.number, lines=lines))
