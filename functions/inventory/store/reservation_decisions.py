"""An order's stock is decided on once: the reservation's row is the decision, whichever event comes first."""

from datetime import datetime
from uuid import UUID

from db.models.inventory import Reservation
from functions.runtime.database.insert import Decision, get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork


def get_or_create_decision(
    shop: UnitOfWork, order_id: UUID, state: str, reason: str, *, expires_at: datetime
) -> Decision[Reservation]:
    """Enters the decision, unless one stands already; either way the row is locked."""
    decided = {"order_id": order_id, "state": state, "reason": reason, "expires_at": expires_at}
    return get_or_insert(shop.session, Reservation, **decided)
