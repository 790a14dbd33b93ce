"""On shop.stock.expiry-due.v1 — expires overdue reservations and puts their goods back up for sale."""

from sqlalchemy import select

from db.models.inventory import Reservation
from eventing.events.stock import StockExpired, StockExpiryDue
from functions.inventory.store.stock_movements import put_back
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

BATCH_MAX = 100


@event_operation()
def expire_reservations(event: StockExpiryDue, *, shop: UnitOfWork) -> None:
    expired = list(shop.session.scalars(_overdue(shop)))
    put_back(shop, expired)
    for reservation in expired:
        reservation.state, reservation.reason = "expired", "not_paid_in_time"
        shop.announce(StockExpired(order_id=reservation.order_id, reason_code="not_paid_in_time"))
    if len(expired) == BATCH_MAX:
        shop.announce(event)


def _overdue(shop: UnitOfWork):  # type: ignore[no-untyped-def] # SQLAlchemy infers the row type
    return (
        select(Reservation)
        .where(Reservation.state == "held", Reservation.expires_at <= shop.now)
        .order_by(Reservation.expires_at)
        .limit(BATCH_MAX)
        # A locked one is being committed or released at this moment.
        .with_for_update(skip_locked=True)
    )
