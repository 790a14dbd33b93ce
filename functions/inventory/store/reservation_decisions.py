"""Creates and locks reservations: each order has one row, which its first event creates, and is decided only once."""

from datetime import datetime
from uuid import UUID

from db.models.inventory import Reservation
from functions.runtime.database.insert import Decision, get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork


def get_or_create_decision(
    shop: UnitOfWork, order_id: UUID, state: str, reason: str, *, expires_at: datetime
) -> Decision[Reservation]:
    """Creates the order's reservation unless there is one, and locks it."""
    decided = {"order_id": order_id, "state": state, "reason": reason, "expires_at": expires_at}
    return get_or_insert(shop.session, Reservation, **decided)
