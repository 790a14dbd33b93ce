"""On shop.retention.due.v1 — deletes abandoned guest carts, at most PURGED_MAX per event."""

from sqlalchemy import delete, select

from db.models.cart import Cart
from eventing.events.retention import RetentionDue
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

PURGED_MAX = 1000


@event_operation()
def forget_carts(event: RetentionDue, *, shop: UnitOfWork) -> None:
    abandoned = select(Cart.id).where(Cart.account_id.is_(None), Cart.changed_at < event.unused_since).limit(PURGED_MAX)
    shop.session.execute(delete(Cart).where(Cart.id.in_(abandoned)))
