"""On shop.stock.reserved.v1 — marks the order as reserved."""

from eventing.events.stock import StockReserved
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.orders.store.transitions import Reason, enter
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def mark_order_reserved(event: StockReserved, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    if rules.can_enter("reserved", order.state):
        enter(shop, order, "reserved", Reason("stock_reserved"))
