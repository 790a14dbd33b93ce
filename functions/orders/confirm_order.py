"""On shop.stock.committed.v1 — confirms the order, whose payment is authorised and whose goods are committed."""

from eventing.events.orders import OrderConfirmed
from eventing.events.stock import StockCommitted
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.orders.store.ordered_carts import check_out_cart
from functions.orders.store.transitions import Reason, enter
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def confirm_order(event: StockCommitted, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    # The stock.reserved event may arrive later than this one.
    if rules.can_enter("reserved", order.state):
        enter(shop, order, "reserved", Reason("stock_reserved"))
    if not rules.can_enter("confirmed", order.state):
        return
    enter(shop, order, "confirmed", Reason("payment_authorized"))
    check_out_cart(shop, order)
    shop.announce(
        OrderConfirmed(
            order_id=order.id,
            number=order.number,
            email=order.email,
            total_minor=order.total_minor,
            currency=order.currency,
        )
    )
