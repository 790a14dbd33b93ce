"""On shop.order.cancelled.v1, shop.payment.declined.v1 and shop.return.received.v1 — makes goods available again."""

from eventing.events.orders import OrderCancelled
from eventing.events.payments import PaymentDeclined
from eventing.events.returns import ReturnReceived
from functions.inventory.store.reservation_decisions import get_or_create_decision
from functions.inventory.store.stock_movements import put_back, restock, return_to_shelf
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def release_stock(event: OrderCancelled | PaymentDeclined | ReturnReceived, *, shop: UnitOfWork) -> None:
    if isinstance(event, ReturnReceived):
        # What is damaged is written off: it was sold, and stays so.
        restock(shop, event.order_id, {line.sku: line.resellable for line in event.lines if line.resellable > 0})
    else:
        _release(event, shop)


def _release(event: OrderCancelled | PaymentDeclined, shop: UnitOfWork) -> None:
    # Recorded even if nothing is reserved yet, so that reserve_stock, if it comes later, reserves nothing.
    reason = event.reason_code or "cancelled"
    decision = get_or_create_decision(shop, event.order_id, "released", reason, expires_at=shop.now)
    reservation = decision.row
    if reservation.state == "held":
        put_back(shop, [reservation])
    elif reservation.state == "committed":
        return_to_shelf(shop, reservation)
    else:
        return
    reservation.state, reservation.reason = "released", reason
