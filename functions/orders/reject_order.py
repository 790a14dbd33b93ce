"""On shop.stock.rejected.v1, shop.stock.expired.v1 and shop.payment.declined.v1 — rejects the order with the reason."""

from eventing.events.orders import OrderRejected
from eventing.events.payments import PaymentDeclined
from eventing.events.stock import StockExpired, StockRejected
from functions.orders import rules
from functions.orders.promotions.claims import release_uses
from functions.orders.queries import order_to_change
from functions.orders.store.transitions import Reason, enter
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def reject_order(event: StockRejected | StockExpired | PaymentDeclined, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    if not rules.can_enter("rejected", order.state):
        return
    sku, available = (event.sku, event.available) if isinstance(event, StockRejected) else ("", 0)
    enter(shop, order, "rejected", Reason(event.reason_code, {"sku": sku, "available": available} if sku else {}))
    release_uses(shop, order)
    shop.announce(
        OrderRejected(
            order_id=order.id,
            number=order.number,
            email=order.email,
            reason_code=event.reason_code,
            sku=sku,
            available=available,
        )
    )
