"""On shop.payment.authorized.v1 — takes the reserved goods out of stock, or reports that the payment came too late.

An order is confirmed only after this, because its reservation can then no longer expire.
"""

from db.models.inventory import Reservation
from eventing.events.payments import PaymentAuthorized
from eventing.events.stock import StockCommitted, StockEvent, StockExpired
from functions.inventory.store.stock_movements import deduct_sold
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import TooEarly


@event_operation()
def commit_stock(event: PaymentAuthorized, *, shop: UnitOfWork) -> None:
    reservation = shop.session.get(Reservation, event.order_id, with_for_update=True)
    if reservation is None:
        raise TooEarly(f"Nothing was decided yet about the stock of order {event.order_id}.")
    if reservation.state == "held":
        deduct_sold(shop, reservation)
        reservation.state = "committed"
    if (outcome := _outcome(reservation)) is not None:
        shop.announce(outcome)


def _outcome(reservation: Reservation) -> StockEvent | None:
    match reservation.state:
        case "committed":
            return StockCommitted(order_id=reservation.order_id)
        case "expired" | "refused":
            return StockExpired(order_id=reservation.order_id, reason_code="paid_too_late")
        case _:
            return None
