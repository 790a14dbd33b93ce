"""On shop.stock.expiry-due.v1 — expires overdue reservations, and extends those for which the shop itself is late."""

from collections.abc import Sequence

from sqlalchemy import select

from db.models.inventory import Reservation
from eventing.events.stock import StockExpired, StockExpiryDue
from eventing.times import RESERVATION_EXTENSION
from functions.inventory.queries import payment_events_owed_since
from functions.inventory.rules import is_shop_late
from functions.inventory.store.stock_movements import release_reserved
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

BATCH_MAX = 100


@event_operation()
def expire_reservations(event: StockExpiryDue, *, shop: UnitOfWork) -> None:
    overdue = _overdue(shop)
    owed_since = payment_events_owed_since(shop.session, [reservation.order_id for reservation in overdue])
    expired = []
    for reservation in overdue:
        if is_shop_late(owed_since.get(reservation.order_id), reservation.expires_at):
            reservation.expires_at = shop.now + RESERVATION_EXTENSION
        else:
            expired.append(reservation)
    _expire(shop, expired)
    if len(overdue) == BATCH_MAX:
        shop.announce(event)


def _overdue(shop: UnitOfWork) -> Sequence[Reservation]:
    overdue = (
        select(Reservation)
        .where(Reservation.state == "held", Reservation.expires_at <= shop.now)
        .order_by(Reservation.expires_at)
        .limit(BATCH_MAX)
        # A locked one is being committed or released at this moment.
        .with_for_update(skip_locked=True)
    )
    return shop.session.scalars(overdue).all()


def _expire(shop: UnitOfWork, expired: Sequence[Reservation]) -> None:
    release_reserved(shop, expired)
    for reservation in expired:
        reservation.state, reservation.reason = "expired", "not_paid_in_time"
        shop.announce(StockExpired(order_id=reservation.order_id, reason_code="not_paid_in_time"))
