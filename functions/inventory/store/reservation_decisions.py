"""Reservations: each order has one row, created by whichever event comes first, and is decided only once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from db.models.inventory import Reservation
from functions.runtime.database.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decision:
    """The locked row, and whether this call created it."""

    row: Reservation
    is_new: bool


def get_or_create_decision(
    shop: UnitOfWork, order_id: UUID, state: str, reason: str, *, expires_at: datetime
) -> Decision:
    """Creates the order's reservation unless there is one, and locks it."""
    entry = insert(Reservation).values(order_id=order_id, state=state, reason=reason, expires_at=expires_at)
    made = shop.session.scalar(entry.on_conflict_do_nothing().returning(Reservation.order_id))
    row = shop.session.get_one(Reservation, order_id, with_for_update=True)
    return Decision(row, made is not None)
