"""On shop.order.cancelled.v1, shop.order.rest-released.v1, shop.payment.declined.v1 and
shop.return.received.v1 — makes goods available again.
"""

from db.models.inventory import Reservation
from eventing.events.orders import OrderCancelled
from eventing.events.payments import PaymentDeclined
from eventing.events.returns import ReturnReceived
from eventing.events.shipments import OrderRestReleased
from functions.inventory.store.reservation_decisions import get_or_create_decision
from functions.inventory.store.stock_movements import release_reserved, restock, restore_part, restore_sold
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

ReleaseEvent = OrderCancelled | PaymentDeclined | ReturnReceived | OrderRestReleased


@event_operation()
def release_stock(event: ReleaseEvent, *, shop: UnitOfWork) -> None:
    if isinstance(event, ReturnReceived):
        # Damaged items stay sold: they are written off.
        restock(shop, event.order_id, {line.sku: line.resellable for line in event.lines if line.resellable > 0})
    elif isinstance(event, OrderRestReleased):
        _release_rest(event, shop)
    else:
        _release(event, shop)


def _release_rest(event: OrderRestReleased, shop: UnitOfWork) -> None:
    reservation = shop.session.get(Reservation, event.order_id, with_for_update=True)
    # A cancellation has already returned all of it to stock.
    if reservation is not None and reservation.state == "committed":
        restore_part(shop, reservation, {line.sku: line.quantity for line in event.lines})


def _release(event: OrderCancelled | PaymentDeclined, shop: UnitOfWork) -> None:
    # Recorded even if nothing is reserved yet, so that reserve_stock, if it comes later, reserves nothing.
    reason = event.reason_code or "cancelled"
    decision = get_or_create_decision(shop, event.order_id, "released", reason, expires_at=shop.now)
    reservation = decision.row
    if reservation.state == "held":
        release_reserved(shop, [reservation])
    elif reservation.state == "committed":
        restore_sold(shop, reservation)
    else:
        return
    reservation.state, reservation.reason = "released", reason
