"""On shop.retention.due.v1 — deletes sessions that expired long ago, at most PURGED_MAX per event."""

from sqlalchemy import delete, select

from db.models.identity import LoginSession
from eventing.events.retention import RetentionDue
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

PURGED_MAX = 1000


@event_operation()
def forget_sessions(event: RetentionDue, *, shop: UnitOfWork) -> None:
    expired = select(LoginSession.id).where(LoginSession.expires_at < event.unused_since).limit(PURGED_MAX)
    shop.session.execute(delete(LoginSession).where(LoginSession.id.in_(expired)))
