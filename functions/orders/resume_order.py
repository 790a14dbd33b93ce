"""On shop.order.overdue.v1 — restarts the processing of an order that is stuck.

Every step records its decision and announces the same outcome again, so nothing happens twice.
"""

from sqlalchemy import select

from db.models.orders import OrderLine
from eventing.events.orders import Line, OrderOverdue, OrderPlaced
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def resume_order(event: OrderOverdue, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    if order.deadline_at is None or order.deadline_at > shop.now:
        return
    order.deadline_at = rules.deadline(order.state, shop.now)
    lines = shop.session.scalars(select(OrderLine).where(OrderLine.order_id == order.id).order_by(OrderLine.position))
    wanted = [Line(sku=line.sku, quantity=line.quantity) for line in lines]
    shop.announce(OrderPlaced(order_id=order.id, number=order.number, lines=wanted))
